package io.waymark.normalizer;

import static io.waymark.contract.Topics.NORMALIZER_GROUP;

import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.Erasure.State;
import io.waymark.normalizer.status.ErasedShipment;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is to be forgotten: {@link Command#ERASE}. In one transaction the keys of the shipment's sealed records are destroyed, all that
 * is known of it is replaced by the mark that it was erased, what waits for keys is dropped, and all readers are told. An order that
 * comes again, or another one, finds the mark and gets the same answer.
 */
final class EraseHandler extends PublishingHandler {

    private static final String ACTOR = "normalizer";

    private static final Duration FLUSHED_WITHIN = Duration.ofHours(1);

    @SuppressWarnings("NullAway.Init") // set by init, which Kafka Streams calls first
    private ProcessorContext<Object, Object> context;

    @SuppressWarnings("NullAway.Init")
    private KeysRepository keys;

    @SuppressWarnings("NullAway.Init")
    private WaitingRepository waiting;

    @SuppressWarnings("NullAway.Init")
    private ErasureEmitter tidings;

    EraseHandler(NormalizerMetrics metrics, MeaningTable meanings) {
        super(metrics, meanings, NormalizerTopology.TO_COMMANDS_DEAD_LETTERS);
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        this.context = context;
        keys = new KeysRepository(context);
        waiting = new WaitingRepository(context);
        tidings = new ErasureEmitter(context);
        context.schedule(FLUSHED_WITHIN, PunctuationType.WALL_CLOCK_TIME, now -> flush());
    }

    /** What replaces something must be in a file before that leaves the older ones. */
    private void flush() {
        histories().flush();
        keys.flush();
        waiting.flush();
    }

    @Override
    @Nullable
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        order(record).ifPresent(order -> erase(record, order, known));
        return null;
    }

    @Override
    void ofErased(Record<String, byte[]> record, Place at, ErasedShipment erased) {
        order(record).ifPresent(order -> answer(record, order, erased));
    }

    /** The order that a command is; empty if it is for others, or cannot be read. */
    private static Optional<Erasure> order(Record<String, byte[]> record) {
        Optional<Erasure> order = LinkHandler.readable(record)
                .flatMap(command -> Erasure.of(command, NORMALIZER_GROUP))
                .filter(Erasure::isOfShipment);
        if (order.isPresent() && !order.get().shipmentId().toString().equals(record.key())) {
            throw new MalformedPayloadException("filed under a key that is not its shipment's");
        }
        return order;
    }

    private void erase(Record<String, byte[]> record, Erasure order, @Nullable ShipmentHistory known) {
        List<String> names = keys.names(order.shipmentId());
        Map<String, Long> counts = Map.of(
                "keys",
                (long) names.size(),
                "waiting",
                waiting.count(order.shipmentId()),
                "histories",
                known == null ? 0L : 1L);
        ErasedShipment erased = new ErasedShipment(
                order.shipmentId(), order.id(), Instant.ofEpochMilli(record.timestamp()), new TreeMap<>(counts));
        histories().put(record.key(), erased);
        names.forEach(name -> tidings.destroyed(record, order.shipmentId(), name));
        tidings.erased(record, order.shipmentId());
        context.forward(record, NormalizerTopology.TO_REPORT); // drops what waits, and accounts for it
        metrics.erased();
        answer(record, order, erased);
    }

    private void answer(Record<String, byte[]> record, Erasure order, ErasedShipment erased) {
        String detail = erased.erasure().equals(order.id()) ? "" : "was erased before";
        tidings.answered(record, order.answer(ACTOR, State.DONE, detail, erased.counts(), erased.at()));
    }
}
