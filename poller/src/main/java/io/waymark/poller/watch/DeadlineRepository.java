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
import org.jspecify.annotations.Nullable;

/** Keeps which settlements wait for proof, and until when. Works in the caller's transaction. */
@ApplicationScoped
class DeadlineRepository {

    private static final String FORGET = "delete from proof_deadline where settlement_id = any($1)";

    private static final String KEEP =
            """
            insert into proof_deadline as p (settlement_id, shipment_id, deadline, open, revision)
            select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::boolean[], $5::bigint[])
            on conflict (settlement_id) do update set
              shipment_id = excluded.shipment_id, deadline = excluded.deadline, open = excluded.open,
              revision = excluded.revision, changed_at = now()
            where p.revision < excluded.revision
            """;

    /** Deletes what is known of settlements. */
    Uni<Void> forget(SqlConnection c, Collection<UUID> settlements) {
        return settlements.isEmpty()
                ? Uni.createFrom().voidItem()
                : c.preparedQuery(FORGET)
                        .execute(Tuple.tuple().addArrayOfUUID(settlements.toArray(UUID[]::new)))
                        .replaceWithVoid();
    }

    /** Stores what is newer than what is known. */
    Uni<Void> keep(SqlConnection c, List<DeadlineFact> deadlines) {
        if (deadlines.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple columns = Tuple.tuple()
                .addArrayOfUUID(
                        deadlines.stream().map(DeadlineFact::settlementId).toArray(UUID[]::new))
                .addArrayOfUUID(
                        deadlines.stream().map(one -> one.shipmentId().value()).toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(
                        deadlines.stream().map(one -> utc(one.deadline())).toArray(OffsetDateTime[]::new))
                .addArrayOfBoolean(deadlines.stream().map(DeadlineFact::open).toArray(Boolean[]::new))
                .addArrayOfLong(deadlines.stream().map(DeadlineFact::revision).toArray(Long[]::new));
        return c.preparedQuery(KEEP).execute(columns).replaceWithVoid();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
