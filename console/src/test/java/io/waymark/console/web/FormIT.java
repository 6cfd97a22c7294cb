package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form may send: it comes from anybody, and does not say how much it is. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class FormIT {

    private static final String ID = "00000000-0000-0000-0000-000000000000";
    private static final int PATIENCE_MILLIS = 10_000;

    @Inject
    Merchants merchants;

    @TestHTTPResource
    URI url;

    private final Scene scene = Scene.anew();

    /** The answer comes before the file has ended: nothing of it is kept. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/sign-in",
                "/ui/sign-in/out",
                "/ui/register",
                "/ui/keys",
                "/ui/keys/key-000000000000/revoke",
                "/ui/orders/settlements",
                "/ui/orders/shipments",
                "/ui/imports/" + ID + "/cancel",
                "/ui/webhooks",
                "/ui/webhooks/" + ID + "/secret",
                "/ui/webhooks/" + ID + "/enabled",
                "/ui/webhooks/" + ID + "/deliveries/" + ID + "/resend"
            })
    void noFormTakesAFile(String path) throws IOException {
        merchants.add(scene.merchant(), scene.key());
        try (Socket socket = begin(path, "multipart/form-data; boundary=x")) {
            chunk(socket, "--x\r\nContent-Disposition: form-data; name=\"key\"; filename=\"f\"\r\n\r\n");
            chunk(socket, "y".repeat(100_000));

            assertThat(status(socket)).isEqualTo("HTTP/1.1 415");
        }
    }

    @Test
    void aFormThatIsTooLargeAndDoesNotSayItIsNotReadToItsEnd() throws IOException {
        try (Socket socket = begin("/ui/sign-in", "application/x-www-form-urlencoded")) {
            chunk(socket, "key=" + "y".repeat(100_000));

            assertThat(status(socket)).matches("HTTP/1.1 (413|500)");
        }
    }

    @Test
    void aFormOfManyFieldsIsNotReadToItsEnd() throws IOException {
        try (Socket socket = begin("/ui/sign-in", "application/x-www-form-urlencoded")) {
            chunk(socket, "key=y&".repeat(20_000));

            assertThat(status(socket)).matches("HTTP/1.1 (413|500)");
        }
    }

    private Socket begin(String path, String type) throws IOException {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + scene.key()
                                + "\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static void chunk(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(US_ASCII));
        out.flush();
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), US_ASCII);
    }
}
