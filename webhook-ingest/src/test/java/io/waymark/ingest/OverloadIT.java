package io.waymark.ingest;

import static io.restassured.RestAssured.given;
import static io.waymark.ingest.Door.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.is;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.waymark.ingest.CallbackMetrics.Outcome;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.telemetry.Trace;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A door so narrow that two callbacks fill it, and whose accounts may send two an hour. */
@QuarkusTest
@TestProfile(OverloadIT.Narrow.class)
@QuarkusTestResource(KafkaResource.class)
class OverloadIT {

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded";

    @Inject
    MeterRegistry meters;

    @Inject
    CallbackIntake intake;

    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "waymark.ingest.overload.in-flight", "2",
                    "waymark.ingest.trusted-hops", "1",
                    "waymark.ingest.rates.sto", "2/h",
                    "waymark.ingest.rates.onerway", "1/min",
                    "waymark.ingest.rate-status.onerway", "429");
        }
    }

    @Test
    void turnsAwayWhatItHasNoRoomForAndTakesItOnceThereIs() throws IOException {
        try (RawCall one = begun("192.0.2.1");
                RawCall other = begun("192.0.2.2")) {
            await().until(() -> meters.get("callbacks_in_flight").gauge().value() == 2);

            post("kuaidi100", "a=b")
                    .statusCode(503)
                    .header("Retry-After", is("5"))
                    .body(emptyString());
            post("sto", "a=b").statusCode(503);

            assertThat(one.write("a=b").head()).startsWith("HTTP/1.1 200 ");
            await().until(() -> meters.get("callbacks_in_flight").gauge().value() == 1);
            post("kuaidi100", "a=b").statusCode(200).body("message", is("MISSING_FIELD"));
            assertThat(other.write("a=b").head()).startsWith("HTTP/1.1 200 ");
        }
        assertEveryCallbackIsAccountedFor("kuaidi100");
        assertEveryCallbackIsAccountedFor("sto");
        assertThat(count("callbacks_shed", "kuaidi100")).isPositive();
    }

    @Test
    void takesNoMoreOfAnAccountThanItMaySendAndAllOfAnother() {
        for (int i = 0; i < 2; i++) {
            post("sto", Pushes.stoForm(Pushes.sto("77700" + i), "new-sto-secret"))
                    .body("success", is(true));
        }

        post("sto", Pushes.stoForm(Pushes.sto("777009"), "new-sto-secret"))
                .statusCode(503)
                .header("Retry-After", is("3600"))
                .body(emptyString());
        post("sto", Pushes.stoForm(Pushes.sto("777009"), "old-sto-secret")).body("success", is(true));
        post("sto", Pushes.stoForm(Pushes.sto("777009"), "guessed")).body("success", is(false));
        assertEveryCallbackIsAccountedFor("sto");
    }

    @Test
    void makesNoFactsOfWhatIsMoreThanAnAccountMaySend() {
        AtomicInteger made = new AtomicInteger();
        List<Outcome> outcomes = new ArrayList<>();
        Callback callback =
                new Callback("sto", Optional.empty(), 0, "", Map.of(), new byte[0], Instant.now(), null, Trace.NONE);

        for (int i = 0; i < 3; i++) {
            intake.accept(new Counting(made), callback, (reply, outcome) -> outcomes.add(outcome));
        }

        assertThat(outcomes).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED, Outcome.SHED);
        assertThat(made).hasValue(2);
    }

    /** Believes everything, and counts how often facts were made of it. */
    private record Counting(AtomicInteger made) implements CallbackProtocol {

        @Override
        public Set<String> mediaTypes() {
            return Set.of();
        }

        @Override
        public boolean namesShipments() {
            return false;
        }

        @Override
        public Judgement judge(Callback callback) {
            return new Judgement.Accepted("counted", this::facts, CallbackReply.text(200, ""));
        }

        private List<Fact<?>> facts() {
            made.incrementAndGet();
            return List.of();
        }
    }

    @Test
    void answersASenderThatSendsTooMuchWithTheStatusItUnderstands() {
        Notices.postOnerway(Notices.onerway(Notices.sale("9484408335541923840", "S"), Notices.ONERWAY_SECRET))
                .statusCode(200);
        Notices.postOnerway(Notices.onerway(Notices.sale("9484408335541923840", "S"), Notices.ONERWAY_SECRET))
                .statusCode(429)
                .header("Retry-After", is("60"));
    }

    @Test
    void saysWhichMethodItTakes() {
        given().get("/callbacks/kuaidi100").then().statusCode(405).header("Allow", is("POST"));
        given().head("/callbacks/kuaidi100").then().statusCode(405);
        given().put("/callbacks/nobody").then().statusCode(405);
        given().get("/callbacks/kuaidi100/a/b").then().statusCode(404);
        given().get("/").then().statusCode(404);
    }

    @Test
    void readsNoEncodedBody() {
        given().contentType("application/json")
                .header("Content-Encoding", "gzip")
                .body("{}")
                .post("/callbacks/onerway")
                .then()
                .statusCode(415);
    }

    @Test
    void takesATrailingSlashAndAnEncodedPathForWhatTheyMean() {
        post("kuaidi100/", "a=b").statusCode(200).body("message", is("MISSING_FIELD"));
        given().urlEncodingEnabled(false)
                .config(Door.AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .body("a=b")
                .post("/callbacks/kuaidi%3100")
                .then()
                .statusCode(200);
    }

    private static RawCall begun(String from) throws IOException {
        return RawCall.post("/callbacks/kuaidi100", FORM, "X-Forwarded-For: " + from, "Content-Length: 3");
    }

    private void assertEveryCallbackIsAccountedFor(String provider) {
        assertThat(count("callbacks_received", provider))
                .isPositive()
                .isEqualTo(count("callbacks_accepted", provider)
                        + count("callbacks_rejected", provider)
                        + count("callbacks_not_durable", provider)
                        + count("callbacks_shed", provider));
    }

    private double count(String meter, String provider) {
        return meters.find(meter).tag("provider", provider).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
