package io.waymark.console.web;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.waymark.console.access.Merchants;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a form may send: it comes from anybody, and does not say how much it is. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class FormIT {

    private static final String ID = "00000000-0000-0000-0000-000000000000";
    private static final Duration SOON = Duration.ofSeconds(20);
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
                "/ui/merchants",
                "/ui/dead-letters/redrive",
                "/ui/dead-letters/" + ID + "/discard",
                "/ui/orders/settlements",
                "/ui/orders/shipments",
                "/ui/erasures",
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

    /** Each would hold a thread of which there are few: there is room for so many before anything of them is read. */
    @Test
    void soManyFormsWithFilesMayBeComingInHoweverSlowly() throws IOException {
        merchants.add(scene.merchant(), scene.key());
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                slow.add(begin("/ui/imports", "multipart/form-data; boundary=x"));
                chunk(slow.get(i), "-");
            }
            await().atMost(SOON).untilAsserted(() -> sentFile().statusCode(409));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        // without the token of a page the form is refused, but read
        await().atMost(SOON).untilAsserted(() -> sentFile().statusCode(403));
    }

    private ValidatableResponse sentFile() {
        return given().header("Authorization", "Bearer " + scene.key())
                .multiPart("file", "f.csv", "carrier,trackingNumber\n".getBytes(US_ASCII), "text/csv")
                .post("/ui/imports")
                .then();
    }

    @Test
    void aFormThatIsTooLargeAndDoesNotSayItIsNotReadToItsEnd() throws IOException {
        endsWithAPage("key=" + "y".repeat(100_000));
    }

    @Test
    void aFormOfManyFieldsIsNotReadToItsEnd() throws IOException {
        endsWithAPage("key=y&".repeat(20_000));
    }

    /** What anybody may send is no fault of ours: the log has no error of it. */
    private void endsWithAPage(String form) throws IOException {
        Errors errors = new Errors();
        Logger log = Logger.getLogger("");
        log.addHandler(errors);
        try (Socket socket = begin("/ui/sign-in", "application/x-www-form-urlencoded")) {
            chunk(socket, form);

            assertThat(head(socket)).startsWith("HTTP/1.1 413 ").containsIgnoringCase("content-type: text/html");
            assertThat(errors.lines).isEmpty();
        } finally {
            log.removeHandler(errors);
        }
    }

    /** The form is read and, since it brings no token, does nothing. */
    @Test
    void aFormOfTheLargestSizeIsReadToItsEnd() throws IOException {
        Errors errors = new Errors();
        Logger log = Logger.getLogger("");
        log.addHandler(errors);
        String form = "y".repeat(65_536);
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(
                            ("POST /ui/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                            + "Content-Length: 65536\r\n\r\n" + form)
                                    .getBytes(US_ASCII));

            assertThat(head(socket)).startsWith("HTTP/1.1 403 ").containsIgnoringCase("content-type: text/html");
            assertThat(errors.lines).isEmpty();
        } finally {
            log.removeHandler(errors);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 9_000_000})
    void aFormThatSaysItIsTooLargeIsAnsweredWithAPage(int bytes) throws IOException {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(
                            ("POST /ui/sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                            + "Content-Length: " + bytes + "\r\n\r\n")
                                    .getBytes(US_ASCII));
            if (bytes < 1_000_000) {
                socket.getOutputStream().write("y".repeat(bytes).getBytes(US_ASCII));
            }

            assertThat(head(socket)).startsWith("HTTP/1.1 413 ").containsIgnoringCase("content-type: text/html");
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertThat(next).as(head.toString()).isNotNegative();
            head.append((char) next);
        }
        return head.toString();
    }

    /** What the service logs of these calls at level ERROR. */
    private static final class Errors extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
                lines.add(line.getLoggerName() + " " + line.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
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
