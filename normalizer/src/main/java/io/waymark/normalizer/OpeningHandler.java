package io.waymark.normalizer;

import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.WrappedKey;
import io.waymark.normalizer.WaitingRow.Waiting;
import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Opens sealed records. A key is in one of three states. It is there: the record is opened. It has not come: the record waits for it. Its
 * shipment is erased: it is destroyed, or will be as soon as it comes, and the record is not opened any more.
 */
final class OpeningHandler {

    private final Sealing sealing;
    private final KeysRepository keys;
    private final WaitingRepository waiting;
    private final ErasureEmitter tidings;

    OpeningHandler(ProcessorContext<Object, Object> context, Sealing sealing) {
        this.sealing = sealing;
        this.keys = new KeysRepository(context);
        this.waiting = new WaitingRepository(context);
        this.tidings = new ErasureEmitter(context);
    }

    /**
     * A sealed record with what was sealed in it; empty if it waits for its key.
     *
     * @throws RuntimeException if it cannot be opened, whatever comes
     */
    Optional<RawPayload> open(Record<String, byte[]> record, Place at, RawPayload raw) {
        String keyName = nameOf(raw);
        Optional<WrappedKey> key = keys.find(keyName);
        if (key.isEmpty()) {
            waiting.add(keyName, new Waiting(at.offset(), record));
        }
        return key.map(
                found -> raw.opened(sealing.open(raw.body(), found, Sealing.context(raw.shipmentId(), raw.id()))));
    }

    /** A key came: what has waited for it waits no more. One that nobody may have any more is destroyed. */
    List<Waiting> cameFor(Record<String, byte[]> key) {
        Optional<WaitingRow> row = waiting.take(key.key());
        if (row.isPresent() && row.get().records().isEmpty()) {
            destroy(key);
        }
        return row.map(WaitingRow::records).orElseGet(List::of);
    }

    /** What has waited for a key that is waited for no longer. */
    List<Waiting> givenUpFor(String keyName) {
        return waiting.take(keyName).map(WaitingRow::records).orElseGet(List::of);
    }

    /** What has waited for any key of a shipment that is waited for no longer. */
    List<Waiting> givenUpOf(ShipmentId shipment) {
        return waiting.takeAll(shipment);
    }

    /** Destroys the key of a sealed record, now or when it comes. */
    void destroy(Record<String, byte[]> record, RawPayload raw) {
        String keyName = nameOf(raw);
        if (keys.has(keyName)) {
            tidings.destroyed(record, raw.shipmentId(), keyName);
        } else {
            waiting.destroyLater(keyName);
        }
    }

    /** Destroys a key that came. */
    void destroy(Record<String, byte[]> key) {
        KeysRepository.shipmentOf(key.key()).ifPresent(shipment -> tidings.destroyed(key, shipment, key.key()));
    }

    private static String nameOf(RawPayload raw) {
        return WrappedKey.topicKey(raw.shipmentId(), Objects.requireNonNull(raw.keyId()));
    }

    /** All that wait, to look at them some at a time. */
    RoundRepository<WaitingRow> round() {
        return waiting.round();
    }
}
