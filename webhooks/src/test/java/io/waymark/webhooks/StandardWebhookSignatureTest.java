package io.waymark.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class StandardWebhookSignatureTest {

    /** The first test vector of RFC 8032, section 7.1. */
    private static final byte[] SEED =
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");

    /** The beginning of an Ed25519 key in X.509, RFC 8410. */
    private static final String X509 = "302a300506032b6570032100";

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant AT = Instant.parse("2021-02-25T15:02:10.999Z");

    /** The secret with which the libraries of Standard Webhooks test themselves. */
    private final EndpointKey key =
            EndpointKey.of(Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), SEED);

    @Test
    void theHmacIsThatOfStandardWebhooks() {
        String signature = StandardWebhookSignature.of(List.of(key), ID, AT, BODY);

        assertThat(signature).startsWith("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a,");
    }

    @Test
    void thePublicKeyIsThatOfRfc8032() {
        assertThat(key.publicKey())
                .isEqualTo("whpk_"
                        + Base64.getEncoder()
                                .encodeToString(HexFormat.of()
                                        .parseHex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")));
    }

    @Test
    void anybodyVerifiesWithThePublicKey() throws Exception {
        String signature = StandardWebhookSignature.of(List.of(key), ID, AT, BODY);
        byte[] claimed = Base64.getDecoder().decode(signature.substring(signature.indexOf("v1a,") + "v1a,".length()));

        assertThat(verifies(claimed, ID + ".1614265330." + new String(BODY, UTF_8)))
                .isTrue();
        assertThat(verifies(claimed, ID + ".1614265331." + new String(BODY, UTF_8)))
                .isFalse();
    }

    @Test
    void everyKeySignsInBothWays() {
        EndpointKey other = EndpointKey.of(new byte[32], new byte[32]);

        String signature = StandardWebhookSignature.of(List.of(other, key), ID, AT, BODY);

        assertThat(signature.split(" "))
                .extracting(one -> one.substring(0, one.indexOf(',')))
                .containsExactly("v1", "v1a", "v1", "v1a");
        assertThat(signature).endsWith(StandardWebhookSignature.of(List.of(key), ID, AT, BODY));
    }

    private boolean verifies(byte[] claimed, String text) throws Exception {
        byte[] raw = Base64.getDecoder().decode(key.publicKey().substring("whpk_".length()));
        PublicKey publicKey = KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        HexFormat.of().parseHex(X509 + HexFormat.of().formatHex(raw))));
        Signature verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(publicKey);
        verifier.update(text.getBytes(UTF_8));
        return verifier.verify(claimed);
    }
}
