package io.waymark.notifier.unlock;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.Erasure;
import io.waymark.contract.RegisteredShipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Takes in who signed and who waits for it, in any order: stored first, in a transaction of its own, then what waits is
 * planned by all that is stored. Repeating it changes nothing.
 */
@ApplicationScoped
public class UnlockIntake {

    private final UnlockRepository unlocks;
    private final UnlockScheduler scheduler;

    UnlockIntake(UnlockRepository unlocks, UnlockScheduler scheduler) {
        this.unlocks = unlocks;
        this.scheduler = scheduler;
    }

    /** Forgets what is to be erased, in the connection's transaction; how many of what, by name. */
    public Uni<Map<String, Long>> erase(SqlConnection connection, Erasure order) {
        return unlocks.erase(connection, order);
    }

    /** Completes when it is stored and planned. */
    public Uni<Void> take(List<RegisteredShipment> registrations, List<SignedScan> scans) {
        Set<UUID> shipments = new HashSet<>();
        registrations.forEach(shipment -> shipments.add(shipment.shipmentId().value()));
        scans.forEach(scan -> shipments.add(scan.shipmentId()));
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : unlocks.store(shipments, registrations, scans)
                        .chain(() -> unlocks.plan(shipments))
                        .invoke(planned -> {
                            if (planned) {
                                scheduler.wake();
                            }
                        })
                        .replaceWithVoid();
    }
}
