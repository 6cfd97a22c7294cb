package io.waymark.poller.watch;

import io.waymark.contract.ShipmentId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Facts that are stored together.
 *
 * @param erased shipments of which nothing is published any more; goes before {@code parcels}
 * @param parcels at most one of each shipment, sorted by it
 * @param heard at most one of each shipment and provider
 * @param dropped settlements of which nothing is published any more; goes before {@code deadlines}
 * @param deadlines at most one of each settlement, sorted by it
 */
record FactBatch(
        Set<UUID> erased,
        List<ParcelFact> parcels,
        List<Heard> heard,
        Set<UUID> dropped,
        List<DeadlineFact> deadlines) {

    /** All shipments that are to be planned anew. */
    Set<UUID> shipments() {
        Stream<ShipmentId> named = Stream.of(
                        parcels.stream().map(ParcelFact::shipmentId),
                        heard.stream().map(one -> one.source().shipmentId()),
                        deadlines.stream().map(DeadlineFact::shipmentId))
                .flatMap(ids -> ids);
        return Stream.concat(erased.stream(), named.map(ShipmentId::value)).collect(Collectors.toSet());
    }
}
