package io.waymark.poller.subscription;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final RegistrationRepository ledger;
    private final DeadLetterEmitter deadLetters;
    private final SubscriptionScheduler scheduler;

    ShipmentsConsumer(RegistrationRepository ledger, DeadLetterEmitter deadLetters, SubscriptionScheduler scheduler) {
        this.ledger = ledger;
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
                unreadable.add(deadLetter(record, e));
            }
        }
        return inTurn(unreadable).chain(() -> store(readable)).invoke(scheduler::wake);
    }

    private static RegistrationChange read(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new IllegalArgumentException("no key");
        }
        ShipmentId key =
                ShipmentId.fromString(Topics.SHIPMENTS.keys().deserializer().deserialize(record.topic(), record.key()));
        return record.value() == null
                ? RegistrationChange.erased(key)
                : RegistrationChange.of(
                        key, Topics.SHIPMENTS.values().deserializer().deserialize(record.topic(), record.value()));
    }

    private Uni<Void> store(List<Read> batch) {
        return whileAway(ledger.apply(newestOfEach(batch)))
                .onFailure(RegistrationRepository::isUnstorable)
                .recoverWithUni(
                        () -> inTurn(batch.stream().map(this::storeAlone).toList()));
    }

    private Uni<Void> storeAlone(Read one) {
        return whileAway(ledger.apply(List.of(one.change())))
                .onFailure(RegistrationRepository::isUnstorable)
                .recoverWithUni(failure -> deadLetter(one.record(), failure));
    }

    /** The topic is compacted and a record tells all there is: of several of one shipment the last one counts. */
    private static List<RegistrationChange> newestOfEach(List<Read> batch) {
        Map<ShipmentId, RegistrationChange> newest = new LinkedHashMap<>();
        batch.forEach(one -> newest.put(one.change().shipmentId(), one.change()));
        return List.copyOf(newest.values());
    }

    private Uni<Void> deadLetter(ConsumerRecord<byte[], byte[]> record, Throwable reason) {
        return whileAway(deadLetters.send(record, reason.getClass().getSimpleName()));
    }

    private static Uni<Void> whileAway(Uni<Void> work) {
        return work.onFailure(failure -> !RegistrationRepository.isUnstorable(failure))
                .invoke(failure -> Log.warnf("registrations wait error=%s", failure.toString()))
                .onFailure(failure -> !RegistrationRepository.isUnstorable(failure))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last();
    }
}
