package io.waymark.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.Locale;

/** URLs that merchants write, and addresses that names stand for. */
class EndpointsFuzzTest {

    /** What may be an endpoint is read in the same way by another reader, and leads out of here. */
    @FuzzTest(maxDuration = "5m")
    void whatMayBeAnEndpointLeadsToTheInternet(byte[] written) throws Exception {
        String url = new String(written, UTF_8);
        if (EndpointUrl.problemOf(url, false).isPresent()) {
            return;
        }
        URI parsed = URI.create(url);
        URL other = parsed.toURL();
        String host = parsed.getHost().toLowerCase(Locale.ROOT);

        assertThat(parsed.getScheme()).isEqualToIgnoringCase("https");
        assertThat(other.getHost()).isEqualToIgnoringCase(host);
        assertThat(other.getPort()).isEqualTo(parsed.getPort()).isIn(-1, 443, 8443);
        assertThat(other.getUserInfo()).isNull();
        assertThat(host).contains(host.startsWith("[") ? ":" : ".").isNotEqualTo("localhost");
        if (host.matches("[0-9.]+|\\[.*]")) {
            assertThat(isInside(InetAddress.getByName(host))).as(host).isFalse();
        }
    }

    /** Whatever the JDK knows to be inside is inside for us. */
    @FuzzTest(maxDuration = "1m")
    void noAddressThatIsInsideIsPublic(byte[] address) throws UnknownHostException {
        if (address.length != 4 && address.length != 16) {
            return;
        }
        if (isInside(InetAddress.getByAddress(address))) {
            assertThat(PublicAddress.is(address)).isFalse();
        }
    }

    private static boolean isInside(InetAddress address) {
        return address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
