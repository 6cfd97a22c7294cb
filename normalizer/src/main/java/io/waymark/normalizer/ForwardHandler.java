package io.waymark.normalizer;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import io.waymark.normalizer.status.Forward;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The task of another number of the same parcel says something. News from a number that is no alias lead to nothing. */
final class ForwardHandler extends PublishingHandler {

    static final JsonSerde<Forward> FORWARDS = JsonSerde.of(Forward.class);

    ForwardHandler(NormalizerMetrics metrics, MeaningTable meanings) {
        super(metrics, meanings, NormalizerTopology.TO_FORWARDS_DEAD_LETTERS);
    }

    @Override
    @Nullable
    Publication step(Record<String, byte[]> record, Place at, @Nullable ShipmentHistory known) {
        Forward forward = FORWARDS.read(record.value());
        return switch (forward.kind()) {
            case WISH -> keepable(machine().listen(known != null ? known : unheardOf(record, forward), forward.from()));
            case NEWS ->
                known == null || !known.aliases().contains(forward.alias())
                        ? null
                        : keepable(machine().hear(known, forward));
        };
    }

    private static ShipmentHistory unheardOf(Record<String, byte[]> record, Forward forward) {
        return ShipmentHistory.of(ShipmentId.fromString(record.key()), forward.carrier(), forward.trackingNumber());
    }
}
