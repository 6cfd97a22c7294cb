package io.waymark.console.eta;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.Shipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells when a parcel will arrive. Who may know is asked elsewhere. */
@ApplicationScoped
public class EtaHandler {

    private final StatisticsRepository statistics;

    EtaHandler(StatisticsRepository statistics) {
        this.statistics = statistics;
    }

    /**
     * By parcels of the same lane, or else by all of the carrier; empty where both are too few, or nothing is to be told.
     *
     * @param merchantId who is told the lane: of other merchants' addresses it shall learn nothing; null if nobody is, or staff
     */
    public Uni<Optional<Eta>> of(Shipment shipment, @Nullable String merchantId) {
        Instant now = Instant.now();
        return Stage.of(shipment.status())
                .map(stage -> statistics
                        .find(shipment.shipmentId(), stage, merchantId)
                        .map(found -> found.stream()
                                .flatMap(like -> like.statistics().eta(like.beganAt(), now).stream())
                                .findFirst()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }
}
