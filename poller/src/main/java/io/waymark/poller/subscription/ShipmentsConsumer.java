package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.poller.intake.DeadLetterEmitter;
import io.waymark.poller.intake.StorageHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows merchants' registrations into the ledger, in batches, and wakes the scheduler.
 *
 * <p>A record that cannot be read or stored goes to the dead letters, and the partition moves on. A repeated or older
 * one changes nothing. While PostgreSQL or the dead letters' topic is away the batch waits; nothing is skipped.
 */
@ApplicationScoped
class ShipmentsConsumer {

    /** What waits while PostgreSQL is away, as the log says it. */
    private static final String WHAT = "registrations";

    private final RegistrationRepository ledger;
    private final FurtherNumberRepository further;
    private final DeadLetterEmitter deadLetters;
    private final SubscriptionScheduler scheduler;

    ShipmentsConsumer(
            RegistrationRepository ledger,
            FurtherNumberRepository further,
            DeadLetterEmitter deadLetters,
            SubscriptionScheduler scheduler) {
        this.ledger = ledger;
        this.further = further;
        this.deadLetters = deadLetters;
        this.scheduler = scheduler;
    }

    /** A record and what it changes. */
    private record Read(ConsumerRecord<byte[], byte[]> record, RegistrationChange change) {}

    @Incoming("shipments")
    Uni<Void> follow(ConsumerRecords<byte[], byte[]> records) {
        List<Read> readable = new ArrayList<>();
        List<Uni<Void>> unreadable = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            try {
                readable.add(new Read(record, read(record)));
            } catch (SerializationException | IllegalArgumentException e) {
                unreadable.add(deadLetters.send(WHAT, record, e));
            }
        }
        return StorageHandler.inTurn(unreadable)
                .chain(() -> store(readable))
                .chain(() -> StorageHandler.whileAway(WHAT, further.addParked()))
                .invoke(scheduler::wake);
    }

    private static RegistrationChange read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("no key");
        }
        ShipmentId key =
                ShipmentId.fromString(Topics.SHIPMENTS.keys().deserializer().deserialize(record.topic(), record.key()));
        Instant at = Instant.ofEpochMilli(record.timestamp());
        return record.value() == null
                ? RegistrationChange.erased(key, at)
                : RegistrationChange.of(
                        key, Topics.SHIPMENTS.values().deserializer().deserialize(record.topic(), record.value()), at);
    }

    private Uni<Void> store(List<Read> batch) {
        return StorageHandler.whileAway(WHAT, ledger.apply(newestOfEach(batch)))
                .onFailure(StorageHandler::isUnstorable)
                .recoverWithUni(() -> StorageHandler.inTurn(
                        batch.stream().map(this::storeAlone).toList()));
    }

    private Uni<Void> storeAlone(Read one) {
        return StorageHandler.whileAway(WHAT, ledger.apply(List.of(one.change())))
                .onFailure(StorageHandler::isUnstorable)
                .recoverWithUni(failure -> deadLetters.send(WHAT, one.record(), failure));
    }

    /** The topic is compacted and a record tells all there is: of several of one shipment the last one counts. */
    private static List<RegistrationChange> newestOfEach(List<Read> batch) {
        Map<ShipmentId, RegistrationChange> newest = new LinkedHashMap<>();
        batch.forEach(one -> newest.put(one.change().shipmentId(), one.change()));
        return List.copyOf(newest.values());
    }
}
