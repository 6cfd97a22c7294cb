package io.waymark.poller.subscription;

import io.vertx.mutiny.sqlclient.Row;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.International;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.plan.Rank;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a due row of {@code subscription}, as {@link SubscriptionRepository} selects it. */
final class SubscriptionRow {

    private SubscriptionRow() {}

    /** The attempt that is now begun. */
    static SubscriptionClaim claim(Row row) {
        return new SubscriptionClaim(
                row.getLong("id"),
                row.getInteger("attempts") + 1,
                new SubscriptionRequest(
                        new ShipmentId(row.getUUID("shipment_id")),
                        row.getString("asked_carrier"),
                        row.getString("tracking_number"),
                        row.getString("origin"),
                        row.getString("destination"),
                        row.getString("phone"),
                        international(row),
                        row.getInteger("number")),
                row.getString("merchant_id"),
                Rank.values()[row.getInteger("rank")]);
    }

    /** Both ends as far as they are known; null if neither is. */
    private static @Nullable International international(Row row) {
        International ends = new International(
                row.getString("departure_country"),
                row.getString("departure_carrier"),
                row.getString("destination_country"),
                row.getString("destination_carrier"));
        boolean known = Stream.of(
                        ends.departureCountry(),
                        ends.departureCarrier(),
                        ends.destinationCountry(),
                        ends.destinationCarrier())
                .anyMatch(Objects::nonNull);
        return known ? ends : null;
    }
}
