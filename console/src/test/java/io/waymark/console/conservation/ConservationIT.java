package io.waymark.console.conservation;

import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** The balance of what the door wrote and what the normalizer said of it; nothing normalizes here but the test. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ConservationIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Instant HOUR = Instant.now().truncatedTo(ChronoUnit.HOURS);

    private final Doorstep door = new Doorstep("p" + number(), HOUR);

    @Test
    void whatWasAcceptedIsInFlightUntilTheNormalizerTellsOfIt() {
        long first = door.accepts(0, 3);
        long second = door.accepts(1, 2);
        soon(door, Map.of("accepted", 5, "received", 5, "inFlight", 5, "missing", 0, "normalized", 0));

        door.isTold(0, 2, 1, first);
        soon(door, Map.of("accepted", 5, "normalized", 2, "deadLettered", 1, "inFlight", 2, "missing", 0));

        door.isTold(1, 2, 0, second);
        soon(door, Map.of("accepted", 5, "normalized", 4, "deadLettered", 1, "inFlight", 0, "missing", 0));
        soon(door, Map.of("scans", 12, "newScans", 4, "repeatedScans", 8));
        get(DEFAULT, door.balances())
                .body("items[0].hour", equalTo(HOUR.toString()))
                .body("items[0].provider", equalTo(door.provider()));
        metric("conservation_in_flight", 0);
        metric("conservation_missing", 0);
    }

    @Test
    void aRecordThatAnAccountLacksIsMissingAndTheMetricSaysSo() {
        long end = door.accepts(0, 3);

        door.isTold(0, 2, 0, end);

        soon(door, Map.of("accepted", 3, "normalized", 2, "inFlight", 0, "missing", 1));
        metric("conservation_missing", 1);
    }

    @Test
    void aRecordThatIsMissingIsNotHiddenByThoseThatFollowIt() {
        long end = door.accepts(0, 3);
        soon(door, Map.of("accepted", 3));
        door.accepts(0, 4);

        door.isTold(0, 2, 0, end);

        soon(door, Map.of("accepted", 7, "inFlight", 4, "missing", 1));
    }

    @Test
    void aRecordThatTheNormalizerHasPassedIsMissingThoughNoAccountSpeaksOfIt() {
        Doorstep other = new Doorstep("p" + number(), HOUR);
        door.accepts(0, 1);
        long end = other.accepts(0, 1);

        other.isTold(0, 1, 0, end);

        soon(other, Map.of("accepted", 1, "inFlight", 0, "missing", 0));
        soon(door, Map.of("accepted", 1, "normalized", 0, "inFlight", 0, "missing", 1));
    }

    @Test
    void aRecordThatIsCountedTwiceIsMissingWithTheOtherSign() {
        long end = door.accepts(0, 1);

        door.isTold(0, 2, 0, end);

        soon(door, Map.of("accepted", 1, "normalized", 2, "inFlight", 0, "missing", -1));
    }

    @Test
    void aNormalizerThatReadsFasterThanTheConsoleIsBelieved() {
        long end = new Doorstep("p" + number(), HOUR).accepts(5, 1);

        door.isTold(5, 2, 0, end + 2);
        soon(door, Map.of("accepted", 2, "normalized", 2, "inFlight", 0, "missing", 0));

        door.accepts(5, 2);
        door.accepts(5, 1);
        soon(door, Map.of("accepted", 3, "normalized", 2, "inFlight", 1, "missing", 0));
    }

    @Test
    void aRecordThatWaitsForItsKeyIsNotMissingAndCountsAsWhatItTurnsOutToBe() {
        long end = door.accepts(0, 3);

        door.isTold(0, 1, 0, end, 2);
        soon(door, Map.of("accepted", 3, "normalized", 3, "deadLettered", 0, "inFlight", 0, "missing", 0));

        door.isTold(0, 2, 1, end, 0);
        soon(door, Map.of("accepted", 3, "normalized", 2, "deadLettered", 1, "inFlight", 0, "missing", 0));
    }

    @Test
    void anOldAccountThatComesAgainChangesNothing() {
        long end = door.accepts(0, 2);
        door.isTold(0, 2, 0, end);
        soon(door, Map.of("normalized", 2));

        door.isTold(0, 1, 0, end - 1);
        Doorstep after = new Doorstep("p" + number(), HOUR);
        long later = after.accepts(0, 1);
        after.isTold(0, 1, 0, later);

        soon(after, Map.of("normalized", 1));
        soon(door, Map.of("accepted", 2, "normalized", 2, "inFlight", 0, "missing", 0));
    }

    @Test
    void refusalsOfProvidersCountWithThoseThatWereNotKept() {
        Instant longAgo = HOUR.minus(150, ChronoUnit.HOURS);
        Doorstep kuaidi100 = new Doorstep("kuaidi100", longAgo);
        Doorstep onerway = new Doorstep("onerway", longAgo);
        Doorstep unknown = new Doorstep("unknown", longAgo);

        kuaidi100.write(Topics.REJECTED, 0, refusal("kuaidi100", ", \"alsoRefused\": 7"));
        kuaidi100.write(Topics.REJECTED, 1, refusal("kuaidi100", ", \"alsoRefused\": 0"));
        kuaidi100.write(Topics.REJECTED, 1, refusal("kuaidi100", ""));
        onerway.write(Topics.REJECTED, 1, refusal("onerway", ""));
        unknown.write(Topics.REJECTED, 1, "{not json".getBytes(UTF_8));

        soon(kuaidi100, Map.of("received", 10, "rejected", 10, "accepted", 0, "missing", 0));
        soon(unknown, Map.of("rejected", 1));
        get(DEFAULT, onerway.balances()).body("items", empty());
    }

    @Test
    void rawRecordsThatNobodyCanReadAreCountedAsNobodys() {
        Doorstep unknown = new Doorstep("unknown", HOUR.minus(120, ChronoUnit.HOURS));

        unknown.write(Topics.RAW, 2, "{not json".getBytes(UTF_8));
        unknown.write(Topics.RAW, 2, "{\"provider\": \"\"}".getBytes(UTF_8));

        soon(unknown, Map.of("accepted", 2, "inFlight", 2));
    }

    @Test
    void anAccountThatNobodyCanReadIsADeadLetterAndTheNextIsRead() {
        long end = door.accepts(0, 1);
        door.isToldNonsense(0);
        door.isTold(0, 1, 0, end);

        soon(door, Map.of("normalized", 1, "inFlight", 0));
        new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(
                        Topics.ACCOUNTS.deadLettersOf(Topics.CONSOLE_GROUP),
                        SOON,
                        letters -> letters.stream()
                                        .filter(letter -> new String(letter.key(), UTF_8).contains(door.provider()))
                                        .count()
                                == 3);
    }

    /** @param more fields of the record besides the provider, each with a comma before it */
    private static byte[] refusal(String provider, String more) {
        return ("{\"id\": \"r\", \"provider\": \"" + provider + "\"" + more + "}").getBytes(UTF_8);
    }

    private static void soon(Doorstep door, Map<String, Integer> balance) {
        await().atMost(SOON)
                .untilAsserted(() -> balance.forEach((field, value) -> get(DEFAULT, door.balances())
                        .body("items.size()", equalTo(1))
                        .body("items[0]." + field, equalTo(value))
                        .body("totals." + field, equalTo(value))));
    }

    private void metric(String name, int value) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.port", Integer.class);
        await().atMost(SOON).untilAsserted(() -> given().port(port)
                .get("/q/metrics")
                .then()
                .body(containsString(name + "{provider=\"" + door.provider() + "\"} " + value + ".0")));
    }
}
