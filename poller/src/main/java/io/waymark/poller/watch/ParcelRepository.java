package io.waymark.poller.watch;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what is known of parcels, whether they are followed or not. Works in the caller's transaction. */
@ApplicationScoped
class ParcelRepository {

    private static final String FORGET = "delete from parcel where shipment_id = any($1)";

    /**
     * {@code changed_at} is when something was said of the watching that had not been said of that subscription: what else
     * changed is no sign of it.
     */
    private static final String KEEP =
            """
            insert into parcel as p
              (shipment_id, status, sub_status, monitoring, monitoring_subscription, corrected_carrier, last_event_at,
               changed_at, revision)
            select * from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::integer[], $6::text[],
              $7::timestamptz[], $8::timestamptz[], $9::bigint[])
            on conflict (shipment_id) do update set
              status = excluded.status, sub_status = excluded.sub_status,
              changed_at = case
                when (p.monitoring, p.monitoring_subscription)
                  is distinct from (excluded.monitoring, excluded.monitoring_subscription) then excluded.changed_at
                else p.changed_at end,
              monitoring = excluded.monitoring, monitoring_subscription = excluded.monitoring_subscription,
              corrected_carrier = excluded.corrected_carrier, last_event_at = excluded.last_event_at, revision = excluded.revision
            where p.revision < excluded.revision
            """;

    /** Deletes what is known of shipments. */
    Uni<Void> forget(SqlConnection c, Collection<UUID> shipments) {
        return shipments.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(FORGET)
                        .execute(Tuple.tuple().addArrayOfUUID(shipments.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Stores what is newer than what is known. */
    Uni<Void> keep(SqlConnection c, List<ParcelFact> parcels) {
        if (parcels.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(parcels.stream()
                        .map(parcel -> parcel.shipmentId().value())
                        .toArray(UUID[]::new))
                .addArrayOfString(texts(parcels, parcel -> parcel.status().name()))
                .addArrayOfString(texts(parcels, parcel -> parcel.subStatus().name()))
                .addArrayOfString(texts(parcels, parcel -> parcel.monitoring().name()))
                .addArrayOfInteger(
                        parcels.stream().map(ParcelFact::monitoringSubscription).toArray(Integer[]::new))
                .addArrayOfString(texts(parcels, ParcelFact::correctedCarrier))
                .addArrayOfOffsetDateTime(times(parcels, ParcelFact::lastEventAt))
                .addArrayOfOffsetDateTime(times(parcels, ParcelFact::changedAt))
                .addArrayOfLong(parcels.stream().map(ParcelFact::revision).toArray(Long[]::new));
        return c.preparedQuery(KEEP).execute(columns).replaceWithVoid();
    }

    private static String[] texts(List<ParcelFact> parcels, Function<ParcelFact, String> value) {
        return parcels.stream().map(value).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<ParcelFact> parcels, Function<ParcelFact, @Nullable Instant> value) {
        return parcels.stream().map(parcel -> utc(value.apply(parcel))).toArray(OffsetDateTime[]::new);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
