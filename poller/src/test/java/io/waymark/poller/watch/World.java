package io.waymark.poller.watch;

import static org.awaitility.Awaitility.await;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Settlement;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.RecordMetadata;

/** What the poller hears from, and where one sees what it made of that. */
final class World {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

    final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());
    final WatchTable table = new WatchTable();
    final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** Waits until a record, and thus all before it in its partition, has been dealt with. */
    void awaitAllBefore(RecordMetadata last) {
        for (int copy = 0; ; copy++) {
            Shipment sentinel = Told.shipment("yto", "AFTER-" + last.offset() + "-" + copy, ShipmentStatus.PENDING, 1);
            if (tell(sentinel).partition() == last.partition()) {
                awaitParcel("yto", sentinel.trackingNumber(), 1);
                return;
            }
        }
    }

    WatchTable.Row awaitRow(String number, Predicate<WatchTable.Row> condition) {
        return await().atMost(PATIENCE)
                .until(() -> table.row(number), row -> row.filter(condition).isPresent())
                .orElseThrow();
    }

    void awaitParcel(String carrier, String number, long revision) {
        await().atMost(PATIENCE).until(() -> table.parcelRevision(ShipmentId.of(carrier, number))
                .filter(known -> known == revision)
                .isPresent());
    }

    long deadlines(String number) {
        return table.count(
                "select count(*) from poller.proof_deadline where shipment_id = ?",
                ShipmentId.of("yto", number).value());
    }

    void awaitDeadline(String number) {
        await().atMost(PATIENCE).until(() -> deadlines(number) == 1);
    }

    /** Registers a number that is to be asked about, and waits until it is followed. */
    WatchTable.Row follow(String carrier, String number) {
        register(carrier, number, 1, registration("acme", Tracking.PULL));
        return awaitRow(number, any -> true);
    }

    void register(String carrier, String number, long revision, Registration... registrations) {
        ShipmentId id = ShipmentId.of(carrier, number);
        kafka.write(
                Topics.SHIPMENTS,
                id.toString(),
                new RegisteredShipment(id, carrier, number, List.of(registrations), revision));
    }

    static Registration registration(String merchant, Tracking tracking) {
        return registration(merchant, tracking, null);
    }

    static Registration registration(String merchant, Tracking tracking, String phone) {
        return registration(merchant, tracking, phone, YESTERDAY);
    }

    static Registration registration(String merchant, Tracking tracking, String phone, Instant registeredAt) {
        return new Registration(
                merchant,
                null,
                "广东省深圳市",
                "北京市",
                phone,
                tracking,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                registeredAt);
    }

    RecordMetadata tell(Shipment shipment) {
        CloudEvent attributes = CloudEvent.of(
                "latest",
                "/waymark/normalizer",
                "waymark.latest.v1",
                shipment.shipmentId().toString(),
                now);
        return kafka.write(
                Topics.LATEST,
                shipment.shipmentId().toString(),
                shipment,
                attributes.headers().toArray());
    }

    void tell(TrackingEvent event) {
        kafka.write(Topics.EVENTS, event.shipmentId().toString(), event);
    }

    void tell(Settlement settlement) {
        kafka.write(Topics.SETTLEMENTS, settlement.settlementId().toString(), settlement);
    }
}
