package io.waymark.quickstart;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Evidence;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Holds what Waymark says and has published against what the sandbox sent and received, and against undisturbed parcels. */
final class Witness {

    static final List<String> PROVIDERS = List.of("kuaidi100", "sto");
    private static final List<String> GATEWAYS = List.of("onerway", "asiabill");

    /** For healing: what was lost is asked for, what was in doubt is resolved. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** How long nothing may follow. An upload that is due leaves within a tenth of this. */
    private static final Duration QUIET = Duration.ofSeconds(3);

    private final World world;
    private final int speed;
    private final Map<Journey, Ending> undisturbed = new EnumMap<>(Journey.class);

    /** @param speed of the parcels that are disturbed */
    Witness(World world, int speed) {
        this.world = world;
        this.speed = speed;
    }

    /** Learns from parcels that nothing disturbs how each journey ends. */
    void learn(List<ChaosParcel> calm) {
        await("undisturbed parcels arrive").atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            Map<String, JsonNode> moving = moving();
            for (ChaosParcel parcel : calm) {
                JsonNode shipment = world.shipment(parcel.id());
                Ending ending = Ending.of(shipment);
                long scans = moving.get(parcel.number()).path("steps").asLong();
                assertThat(ending.events()).as("%s", parcel).hasSize((int) scans);
                assertThat(ending.isPaid())
                        .as("%s", parcel)
                        .isEqualTo(parcel.journey().isPaid());
                undisturbed.put(parcel.journey(), ending);
            }
        });
    }

    /** Soon every parcel has come to what it comes to undisturbed, and everything that came in is accounted for; and all stays so. */
    void assertEndsAsUndisturbed(List<ChaosParcel> parcels) {
        await("all ends as if nothing had happened")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(different(parcels)).isEmpty();
                    PROVIDERS.forEach(provider -> new Balance(world, provider).assertIsWhole());
                });
        int uploads = uploads().size();
        await().during(QUIET).atMost(QUIET.multipliedBy(2)).untilAsserted(() -> assertThat(uploads())
                .hasSize(uploads));
        assertThat(different(parcels)).isEmpty();
    }

    /** What was acknowledged to carriers is in Kafka, and was not put aside. Counts all since the start. */
    void assertNothingIsLost() {
        Set<String> aside = all(Topics.RAW.deadLettersOf(Topics.NORMALIZER_GROUP)).stream()
                .map(record -> CloudEvent.header(record.headers(), "ce_id"))
                .collect(toSet());
        Map<String, Set<String>> pushes = all(Topics.RAW).stream()
                .map(record -> record.value())
                .filter(raw -> raw.evidence() == Evidence.SIGNED_PUSH)
                .filter(raw -> !aside.contains(raw.id()))
                .collect(groupingBy(raw -> raw.provider(), mapping(raw -> raw.id(), toSet())));
        for (String provider : PROVIDERS) {
            assertThat((long) pushes.getOrDefault(provider, Set.of()).size())
                    .as("pushes of %s in Kafka that were not put aside", provider)
                    .isGreaterThanOrEqualTo(world.sandbox("/providers/" + provider + "/pushes")
                            .path("acknowledged")
                            .asLong());
        }
    }

    /** Of each parcel the events have the numbers from 1 on in their order, no fact is told twice, and as many are told of. */
    void assertEventsAreNumbered(List<ChaosParcel> parcels) {
        Map<String, List<TrackingEvent>> events = all(Topics.EVENTS).stream()
                .collect(groupingBy(record -> record.key(), mapping(record -> record.value(), toList())));
        for (ChaosParcel parcel : parcels) {
            List<TrackingEvent> own = events.getOrDefault(parcel.id(), List.of());
            assertThat(own)
                    .as("%s", parcel)
                    .extracting(TrackingEvent::sequence)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, own.size()).boxed().toList());
            assertThat(own).as("%s", parcel).extracting(TrackingEvent::eventId).doesNotHaveDuplicates();
            assertThat(own)
                    .as("%s", parcel)
                    .hasSize(undisturbed.get(parcel.journey()).events().size());
        }
    }

    /** What is owed took effect once at its gateway, not before it was proven, and became acknowledged once; nothing else was sent. */
    void assertEachIsPaidOnce(List<ChaosParcel> parcels) {
        Map<String, List<JsonNode>> uploads = uploads().stream()
                .collect(groupingBy(upload -> upload.at("/body/trackingNo").asText()));
        Map<String, Long> acknowledgements = acknowledgements();
        Map<String, JsonNode> moving = moving();
        for (ChaosParcel parcel : parcels) {
            List<JsonNode> own = uploads.getOrDefault(parcel.number(), List.of());
            if (!parcel.journey().isPaid()) {
                assertThat(own).as("%s owes nothing", parcel).isEmpty();
                continue;
            }
            Instant proven = Instant.parse(
                            moving.get(parcel.number()).path("startedAt").asText())
                    .plus(parcel.journey().untilProof().dividedBy(speed));
            assertThat(own).as("%s", parcel).allSatisfy(upload -> {
                assertThat(upload.path("signatureValid").asBoolean()).isTrue();
                assertThat(Instant.parse(upload.path("time").asText())).isAfterOrEqualTo(proven);
            });
            assertThat(own)
                    .as("%s takes effect once", parcel)
                    .filteredOn(upload -> upload.path("tookEffect").asBoolean())
                    .hasSize(1);
            assertThat(acknowledgements.get(parcel.number()))
                    .as("%s becomes acknowledged", parcel)
                    .isEqualTo(1);
        }
    }

    /** How many uploads of these parcels told a gateway what it had. */
    long repeats(List<ChaosParcel> parcels) {
        Set<String> numbers = parcels.stream().map(ChaosParcel::number).collect(toSet());
        return uploads().stream()
                .filter(upload -> numbers.contains(upload.at("/body/trackingNo").asText()))
                .filter(upload -> upload.path("repeated").asBoolean())
                .count();
    }

    /** Every upload that reached a gateway. */
    List<JsonNode> uploads() {
        return GATEWAYS.stream()
                .flatMap(gateway -> listed("/gateways/" + gateway + "/uploads"))
                .toList();
    }

    /** Those that came to something else, or are not there yet. */
    private Map<String, Ending> different(List<ChaosParcel> parcels) {
        Map<String, Ending> different = new TreeMap<>();
        for (ChaosParcel parcel : parcels) {
            Ending ending = Ending.of(world.shipment(parcel.id()));
            if (!ending.equals(undisturbed.get(parcel.journey()))) {
                different.put(parcel.toString(), ending);
            }
        }
        return different;
    }

    /** By tracking number, how often a settlement became acknowledged that was not. */
    private static Map<String, Long> acknowledgements() {
        Map<String, TreeMap<Long, Settlement>> histories = new HashMap<>();
        all(Topics.SETTLEMENTS).stream()
                .map(record -> Objects.requireNonNull(record.value()))
                .forEach(settlement -> histories
                        .computeIfAbsent(settlement.trackingNumber(), number -> new TreeMap<>())
                        .put(settlement.revision(), settlement));
        Map<String, Long> times = new HashMap<>();
        histories.forEach((number, history) -> times.put(number, timesAcknowledged(new ArrayList<>(history.values()))));
        return times;
    }

    private static long timesAcknowledged(List<Settlement> history) {
        return IntStream.range(0, history.size())
                .filter(i -> history.get(i).state() == SettlementState.ACKNOWLEDGED)
                .filter(i -> i == 0 || history.get(i - 1).state() != SettlementState.ACKNOWLEDGED)
                .count();
    }

    private static <K, V> List<ConsumerRecord<K, V>> all(Topic<K, V> topic) {
        return new TopicReader("localhost:" + Part.KAFKA.port()).readAll(topic);
    }

    /** The sandbox's parcels by their numbers. */
    private Map<String, JsonNode> moving() {
        return listed("/parcels")
                .collect(toMap(parcel -> parcel.path("trackingNumber").asText(), parcel -> parcel));
    }

    private Stream<JsonNode> listed(String path) {
        return StreamSupport.stream(world.sandbox(path).spliterator(), false);
    }
}
