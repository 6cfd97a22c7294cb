package io.waymark.normalizer;

import io.quarkus.logging.Log;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.MappingException;
import io.waymark.carriers.Provider;
import io.waymark.carriers.Providers;
import io.waymark.contract.Command;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import io.waymark.normalizer.status.StoredShipment;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Applies newer mappings. They come with a release, with an operator's files, or by {@link Command#PROMOTE_MAPPING}, which
 * is written into every partition. Then every shipment of the partition is looked at once more, some at a time; what that
 * changes is told in corrections under the next numbers. How far it is stands in the store, under the same transactions.
 */
final class RefoldHandler extends PublishingHandler {

    private static final Duration TICK = Duration.ofMillis(100);

    private final int atATime;

    /** @param perSecond how many shipments are looked at anew in a second, at least 10 */
    RefoldHandler(NormalizerMetrics metrics, MeaningTable meanings, int perSecond) {
        super(metrics, meanings, NormalizerTopology.TO_COMMANDS_DEAD_LETTERS);
        this.atATime = Math.max(1, (int) (perSecond * TICK.toMillis() / 1000));
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        super.init(context);
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::lookAtSome);
    }

    @Override
    @Nullable
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        LinkHandler.readable(record)
                .filter(command -> Command.PROMOTE_MAPPING.equals(command.type()))
                .ifPresent(command -> mappings().use(promoted(command)));
        return null;
    }

    private static Mapping promoted(Command command) {
        Provider provider = Providers.of(command.arguments().path("provider").asText())
                .orElseThrow(() -> new MalformedPayloadException("a provider that is not known"));
        try {
            Mapping mapping = Mapping.builtIn(provider.id())
                    .replacement(command.arguments().path("mapping").asText());
            provider.meanings(mapping);
            return mapping;
        } catch (MappingException e) {
            throw new MalformedPayloadException("a mapping that is not right, " + e.getMessage());
        }
    }

    private void lookAtSome(long now) {
        if (mappings().isDone()) {
            return;
        }
        mappings().keep();
        List<KeyValue<String, StoredShipment>> some = some();
        some.stream().limit(atATime).forEach(shipment -> {
            if (shipment.value instanceof ShipmentHistory history) {
                lookAt(shipment.key, history, now);
            }
        });
        if (some.size() > atATime) {
            mappings().goOnFrom(some.get(atATime).key);
        } else {
            mappings().done();
            Log.infof(
                    "every shipment looked at partition=%d mappings=%s",
                    partition(), mappings().meanings().versions());
        }
    }

    /** Those to be looked at now, and the one after them. */
    private List<KeyValue<String, StoredShipment>> some() {
        List<KeyValue<String, StoredShipment>> some = new ArrayList<>();
        try (KeyValueIterator<String, StoredShipment> all =
                histories().range(mappings().next().orElse(null), null)) {
            while (some.size() <= atATime && all.hasNext()) {
                some.add(all.next());
            }
        }
        return some;
    }

    /** A shipment that cannot be kept by the new mapping stays as it is: that must not stop the others. */
    private void lookAt(String key, ShipmentHistory known, long now) {
        try {
            Publication refolded = keepable(machine().refold(known));
            boolean changed =
                    !refolded.events().isEmpty() || refolded.shipment().isPresent();
            if (changed) {
                publish(new Record<>(key, new byte[0], now), known, refolded);
            }
            metrics.refolded(changed);
        } catch (MalformedPayloadException tooLarge) {
            Log.errorf("shipment not looked at shipment=%s error=%s", key, tooLarge.detail());
        }
    }
}
