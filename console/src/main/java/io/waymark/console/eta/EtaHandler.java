package io.waymark.console.eta;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.Shipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Tells when a parcel will arrive. Who may know is asked elsewhere. */
@ApplicationScoped
public class EtaHandler {

    private final StatisticsRepository statistics;

    EtaHandler(StatisticsRepository statistics) {
        this.statistics = statistics;
    }

    /** By parcels of the same lane, or else by all of the carrier; empty where both are too few, or nothing is to be told. */
    public Uni<Optional<Eta>> of(Shipment shipment) {
        Instant now = Instant.now();
        return Stage.of(shipment.status())
                .map(stage -> statistics.find(shipment.shipmentId(), stage).map(found -> found.stream()
                        .flatMap(like -> like.statistics().eta(like.beganAt(), now).stream())
                        .findFirst()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
