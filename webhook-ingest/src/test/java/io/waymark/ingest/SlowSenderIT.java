package io.waymark.ingest;

import static io.waymark.ingest.Door.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.waymark.sandbox.infra.KafkaResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Senders that take their time, or send what is not to be sent. */
@QuarkusTest
@TestProfile(SlowSenderIT.Impatient.class)
@QuarkusTestResource(KafkaResource.class)
class SlowSenderIT {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Inject
    MeterRegistry meters;

    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("waymark.ingest.request-within", "500ms", "quarkus.http.idle-timeout", "2s");
        }
    }

    @Test
    void closesTheConnectionOfABodyThatDoesNotComeInTime() throws IOException {
        double before = cut("SLOW");
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", FORM, "Content-Length: 1000")) {
            call.write("sign=");

            assertThat(call.isClosedByServer()).isTrue();
        }
        assertThat(cut("SLOW")).isEqualTo(before + 1);
        assertThat(inFlight()).isZero();
    }

    /** As long as it says nothing; what drips is bounded by how many connections there may be. */
    @Test
    void closesTheConnectionOfAHeadThatDoesNotCome() throws IOException {
        try (RawCall call = RawCall.begin("POST /callbacks/kuaidi100 HTTP/1.1\r\nHost: local")) {
            assertThat(call.isClosedByServer()).isTrue();
        }
    }

    @Test
    void closesTheConnectionHoweverSteadilyTheBodyDrips() throws IOException {
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", FORM, "Content-Length: 1000")) {
            assertThat(drips(call)).as("bytes before the connection was closed").isLessThan(1000);
        }
    }

    @Test
    void closesTheConnectionOfARefusedBodyThatDoesNotComeInTime() throws IOException {
        try (RawCall call = RawCall.post("/callbacks/nobody", FORM, "Content-Length: 1000")) {
            assertThat(call.head()).startsWith("HTTP/1.1 404 ");
            assertThat(call.isClosedByServer()).isTrue();
        }
    }

    @Test
    void makesRoomWhenASenderGoesAwayInTheMiddle() throws IOException {
        double before = cut("GONE");
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", FORM, "Content-Length: 1000")) {
            call.write("sign=");
        }
        await().untilAsserted(() -> {
            assertThat(cut("GONE")).isEqualTo(before + 1);
            assertThat(inFlight()).isZero();
        });
    }

    @Test
    void tellsASenderOfTooManyChunksAndCutsTheConnectionIfItGoesOn() throws IOException {
        String chunk = "a".repeat(64 * 1024);
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", FORM, "Transfer-Encoding: chunked")) {
            for (int i = 0; i < 20; i++) {
                call.chunk(chunk);
            }
            assertThat(call.head()).startsWith("HTTP/1.1 413 ");
            assertThat(chunksUntilCut(call, chunk)).isLessThan(1000);
        }
        assertThat(inFlight()).isZero();
    }

    @Test
    void takesABodyInChunks() throws IOException {
        String form = Pushes.kuaidi100Form(Pushes.kuaidi100("YT960001", 400), "new-salt");
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", FORM, "Transfer-Encoding: chunked")) {
            for (int from = 0; from < form.length(); from += 1000) {
                call.chunk(form.substring(from, Math.min(form.length(), from + 1000)));
            }
            call.write("0\r\n\r\n");

            assertThat(call.head()).startsWith("HTTP/1.1 200 ").contains("application/json");
        }
    }

    @Test
    void bidsASenderThatAsksGoOnOnlyIfItMay() throws IOException {
        String[] big = {FORM, "Content-Length: 2000000", "Expect: 100-continue"};
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", big)) {
            assertThat(call.head()).startsWith("HTTP/1.1 413 ").contains("connection: close");
            assertThat(call.isClosedByServer()).isTrue();
        }
        String[] small = {FORM, "Content-Length: 3", "Expect: 100-continue"};
        try (RawCall call = RawCall.post("/callbacks/kuaidi100", small)) {
            assertThat(call.head()).startsWith("HTTP/1.1 100 ");
            assertThat(call.write("a=b").head()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void servesTheNextCallOfAConnectionAfterOneThatWasRefusedUnread() throws IOException {
        try (RawCall call = RawCall.post("/callbacks/nobody", FORM, "Content-Length: 3")) {
            assertThat(call.write("a=b").head()).startsWith("HTTP/1.1 404 ");
            call.write("POST /callbacks/kuaidi100 HTTP/1.1\r\nHost: localhost\r\n" + FORM
                    + "\r\nContent-Length: 3\r\n\r\na=b");
            assertThat(call.head()).startsWith("HTTP/1.1 200 ");
        }
        post("kuaidi100", "a=b").statusCode(200).body("message", is("MISSING_FIELD"));
    }

    /** A late stream would cut off all others of its connection. */
    @Test
    void speaksNoHttp2() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
        URI callbacks = URI.create("http://localhost:" + RestAssured.port + "/callbacks/kuaidi100");

        assertThat(client.send(HttpRequest.newBuilder(callbacks).build(), HttpResponse.BodyHandlers.discarding())
                        .version())
                .isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    /** Sends a byte every 50 ms until nobody is there any more; how many those were. */
    private static int drips(RawCall call) throws IOException {
        int sent = 0;
        while (sent < 1000 && !call.isClosedByServer(50)) {
            call.write("a");
            sent++;
        }
        return sent;
    }

    private static int chunksUntilCut(RawCall call, String chunk) {
        for (int sent = 0; ; sent++) {
            try {
                call.chunk(chunk);
            } catch (IOException closed) {
                return sent;
            }
        }
    }

    private double cut(String reason) {
        return meters.find("callbacks_cut").tags("provider", "kuaidi100", "reason", reason).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double inFlight() {
        return meters.get("callbacks_in_flight").gauge().value();
    }
}
