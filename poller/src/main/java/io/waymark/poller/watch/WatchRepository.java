package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.RegisteredShipment;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/**
 * Keeps the rows of {@code watch} as registrations and commands want them. Every method works in the caller's transaction
 * and fails if PostgreSQL is away. To do a thing again, or after a newer one, changes nothing.
 */
@ApplicationScoped
public class WatchRepository {

    /**
     * Follows what registrations ask for: new numbers, changed places and phones, what is no longer wanted; and plans it.
     *
     * @param shipments at most one record of each
     */
    public Uni<Void> apply(SqlConnection c, List<RegisteredShipment> shipments) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /**
     * Follows a further number of a shipment, with the places and the phone of its own number, and plans it.
     *
     * @param carrier the number's; "" for the provider to recognise
     * @param number from 100, as in {@code subscription}
     */
    public Uni<Void> addFurther(
            SqlConnection c, UUID shipment, ProviderId provider, String carrier, String trackingNumber, int number) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Forgets shipments: their rows, what was published of them, and what was done with their numbers. */
    public Uni<Void> erase(SqlConnection c, List<UUID> shipments) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }
}
