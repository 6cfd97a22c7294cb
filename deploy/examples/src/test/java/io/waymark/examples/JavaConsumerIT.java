package io.waymark.examples;

import static io.waymark.examples.Publisher.after;
import static io.waymark.examples.Publisher.correction;
import static io.waymark.examples.Publisher.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.Test;

/** The sample that keeps a table of parcels: whatever comes, and however often it is killed, the table is what was told. */
class JavaConsumerIT extends JavaConsumerCases {

    private static final String COUNT = "select count(*) from parcel_event";
    private static final String EVENT = "select event_id from parcel_event where event_id = ?";

    @Test
    void theTableIsWhatWasToldHoweverOftenItsReadersAreKilled() {
        Schema schema = new Schema("killed");
        Map<String, Shipment> parcels = new TreeMap<>();
        Map<String, List<String>> told = new TreeMap<>();
        Random random = new Random(11);
        TrackingEvent takenBack = event("JK0", 1000, SubStatus.SIGNED);
        publisher.tellAndTakeBack(takenBack, after(takenBack, 1000));
        Sample older = consumer(schema, Map.of());
        for (int round = 0; round < 4; round++) {
            Sample newer = consumer(schema, Map.of());
            List<String> before = kept(schema);
            for (int i = 0; i < 150; i++) {
                scan("JK" + random.nextInt(40), random, parcels, told);
            }
            eventually(() -> assertThat(kept(schema)).isNotEqualTo(before));
            older.kill();
            older = newer;
        }

        eventually(() -> {
            assertThat(schema.rows(PARCELS, "JK%"))
                    .containsExactlyElementsOf(
                            parcels.values().stream().map(JavaConsumerIT::row).toList());
            assertThat(schema.rows(EVENTS, "JK%"))
                    .containsExactlyElementsOf(told.entrySet().stream()
                            .map(parcel -> parcel.getKey() + " " + String.join(" ", parcel.getValue()))
                            .toList());
        });
    }

    @Test
    void aParcelThatIsErasedIsGone() {
        Schema schema = new Schema("erased");
        TrackingEvent kept = event("JE1", 1, SubStatus.MOVING);
        TrackingEvent erased = event("JE2", 1, SubStatus.MOVING);
        List.of(kept, erased).forEach(event -> {
            publisher.tell(event);
            publisher.tell(after(event, 1));
        });
        consumer(schema, Map.of());
        eventually(() -> assertThat(schema.rows(EVENTS, "JE%")).hasSize(2));

        publisher.erase(erased.shipmentId());

        eventually(() -> assertThat(schema.rows(PARCELS, "JE%")).containsExactly("JE1 IN_TRANSIT MOVING 1 1"));
        assertThat(schema.rows(EVENT, erased.eventId())).isEmpty();
    }

    /** Who has no parcel yet may be one that is not read that far: only who has none at the end of {@code latest} has none. */
    @Test
    void anEventIsForgottenIfItsParcelWasErasedAndKeptIfItsParcelIsNotReadYet() {
        Schema schema = new Schema("orphans");
        TrackingEvent erased = event("JO1", 1, SubStatus.MOVING);
        TrackingEvent early = event("JO2", 1, SubStatus.MOVING);
        List.of(erased, early).forEach(publisher::tell);
        Sample first = consumer(schema, Map.of());
        List.of(erased, early)
                .forEach(event -> eventually(
                        () -> assertThat(schema.rows(EVENT, event.eventId())).hasSize(1)));
        assertThat(schema.rows("select event_id from parcel_history where event_id = ?", erased.eventId()))
                .isEmpty();
        first.kill();

        schema.rows("update parcel_event set read_at = now() - interval '2 hours'");
        publisher.tell(after(early, 1));
        consumer(schema, Map.of());

        eventually(() -> assertThat(schema.rows(PARCELS, "JO%")).containsExactly("JO2 IN_TRANSIT MOVING 1 1"));
        eventually(() -> assertThat(schema.rows(EVENT, erased.eventId())).isEmpty());
        assertThat(schema.rows(EVENTS, "JO%")).containsExactly("JO2 " + early.eventId());
    }

    @Test
    void theHistoryTellsEachScanAsItIsMeantNow() {
        Schema schema = new Schema("corrected");
        TrackingEvent first = event("JC1", 1, SubStatus.SIGNED);
        TrackingEvent second = event("JC1", 2, SubStatus.MOVING);
        TrackingEvent better = correction(first, 3, SubStatus.SIGNED_BY_PROXY, false);
        TrackingEvent withdrawn = correction(second, 4, SubStatus.MOVING, true);
        List.of(first, second, better, withdrawn).forEach(publisher::tell);
        publisher.tell(after(better, 4));

        consumer(schema, Map.of());

        eventually(() -> assertThat(schema.rows(
                        "select event_id, sub_status from parcel_history where shipment_id = ?",
                        first.shipmentId().value()))
                .containsExactly(better.eventId() + " SIGNED_BY_PROXY"));
    }

    @Test
    void whatIsNewIsTakenAndWhatCannotBeReadIsSetAside() throws Exception {
        Schema schema = new Schema("tolerant");
        TrackingEvent event = event("JT1", 1, SubStatus.MOVING);
        String newer = new String(JsonSerde.of(TrackingEvent.class).write(event))
                .replace("\"IN_TRANSIT\"", "\"ON_THE_MOON\"")
                .replace("{\"eventId\"", "{\"crater\":{\"name\":\"Tycho\"},\"eventId\"");
        String parcel = new String(JsonSerde.of(Shipment.class).write(after(event, 1)))
                .replace("\"IN_TRANSIT\"", "\"ON_THE_MOON\"");
        List<RecordMetadata> broken = List.of(
                publisher.write(Topics.EVENTS, event.shipmentId(), "{\"eventId\":"),
                publisher.write(Topics.EVENTS, event.shipmentId(), "{}"),
                publisher.write(Topics.EVENTS, event.shipmentId(), occurred(newer, "yesterday")),
                publisher.write(Topics.EVENTS, event.shipmentId(), occurred(newer, "+300000-01-01T00:00:00Z")),
                publisher.write(Topics.LATEST, event.shipmentId(), parcel.replace("\"sto\"", "\"\\u0000\"")));
        publisher.write(Topics.EVENTS, event.shipmentId(), newer);
        publisher.write(Topics.LATEST, event.shipmentId(), parcel);

        consumer(schema, Map.of());

        eventually(() -> assertThat(schema.rows(PARCELS, "JT%")).containsExactly("JT1 ON_THE_MOON MOVING 1 1"));
        eventually(() -> assertThat(schema.rows(
                        "select status, document -> 'crater' ->> 'name' from parcel_event where event_id = ?",
                        event.eventId()))
                .containsExactly("ON_THE_MOON Tycho"));
        assertThat(schema.rows("select topic, partition, record_offset from unreadable"))
                .containsAll(broken.stream()
                        .map(record -> record.topic() + " " + record.partition() + " " + record.offset())
                        .toList());
    }

    /** Half of the time the last event comes twice, and the state before the last one late. */
    private void scan(String number, Random random, Map<String, Shipment> parcels, Map<String, List<String>> told) {
        Shipment before = parcels.get(number);
        SubStatus subStatus = SubStatus.values()[random.nextInt(SubStatus.values().length)];
        TrackingEvent event = event(number, before == null ? 1 : before.sequence() + 1, subStatus);
        Shipment parcel = after(event, before == null ? 1 : before.revision() + 1);
        publisher.tell(event);
        publisher.tell(parcel);
        if (before != null && random.nextBoolean()) {
            publisher.tell(event);
            publisher.tell(before);
        }
        parcels.put(number, parcel);
        told.computeIfAbsent(number, any -> new ArrayList<>())
                .add(event.eventId().toString());
    }

    private static String occurred(String event, String time) {
        String changed = event.replaceFirst("\"occurredAt\":\"[^\"]*\"", "\"occurredAt\":\"%s\"".formatted(time));
        assertThat(changed).isNotEqualTo(event);
        return changed;
    }

    /** How many events; nothing before there is a table. */
    private static List<String> kept(Schema schema) {
        return schema.rows("select to_regclass('parcel_event')").contains("null") ? List.of() : schema.rows(COUNT);
    }

    private static String row(Shipment parcel) {
        return "%s %s %s %d %d"
                .formatted(
                        parcel.trackingNumber(),
                        parcel.status(),
                        parcel.subStatus(),
                        parcel.sequence(),
                        parcel.revision());
    }
}
