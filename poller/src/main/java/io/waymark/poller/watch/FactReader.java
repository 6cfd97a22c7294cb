package io.waymark.poller.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.Shipment;
import io.waymark.contract.TrackingEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts from records. One that is no JSON of its type, or lacks what it must have, throws
 * {@link RuntimeException} and leaves the collection as it was.
 */
final class FactReader {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);
    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);
    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);

    private final Set<UUID> erased = new TreeSet<>();
    private final Map<UUID, ParcelFact> parcels = new TreeMap<>();
    private final Map<Source, Heard> heard = new LinkedHashMap<>();
    private final Set<UUID> dropped = new TreeSet<>();
    private final Map<UUID, DeadlineFact> deadlines = new TreeMap<>();

    /**
     * A record of a topic.
     *
     * @param value null for a tombstone
     * @param time when what it tells was received
     */
    record Fact(byte @Nullable [] key, byte @Nullable [] value, Instant time) {

        private UUID id() {
            return UUID.fromString(new String(Objects.requireNonNull(key, "key"), UTF_8));
        }
    }

    /** A shipment as it stands. Of several of one shipment the last one counts. */
    void shipment(Fact fact) {
        if (fact.value() == null) {
            UUID gone = fact.id();
            erased.add(gone);
            parcels.remove(gone);
        } else {
            ParcelFact parcel = ParcelFact.of(SHIPMENTS.read(fact.value()), fact.time());
            parcels.put(parcel.shipmentId().value(), parcel);
        }
    }

    /** A scan. What only corrects one is no news of its provider's. */
    void event(Fact fact) {
        TrackingEvent event = EVENTS.read(Objects.requireNonNull(fact.value(), "value"));
        Objects.requireNonNull(event.shipmentId(), "shipmentId");
        Objects.requireNonNull(event.status(), "status");
        Objects.requireNonNull(event.occurredAt(), "occurredAt");
        Objects.requireNonNull(event.recordedAt(), "recordedAt");
        if (event.type() == TrackingEvent.Type.EVENT) {
            ProviderId.of(event.provider())
                    .map(provider -> new Source(event.shipmentId(), provider))
                    .ifPresent(
                            source -> heard.computeIfAbsent(source, Heard::new).add(event));
        }
    }

    /** A settlement as it stands. Of several of one settlement the last one counts. */
    void settlement(Fact fact) {
        if (fact.value() == null) {
            UUID gone = fact.id();
            dropped.add(gone);
            deadlines.remove(gone);
        } else {
            DeadlineFact deadline = DeadlineFact.of(SETTLEMENTS.read(fact.value()));
            deadlines.put(deadline.settlementId(), deadline);
        }
    }

    FactBatch batch() {
        return new FactBatch(
                Set.copyOf(erased),
                List.copyOf(parcels.values()),
                List.copyOf(heard.values()),
                Set.copyOf(dropped),
                List.copyOf(deadlines.values()));
    }
}
