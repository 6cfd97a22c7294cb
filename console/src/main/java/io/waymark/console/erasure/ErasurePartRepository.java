package io.waymark.console.erasure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ErasureCounts;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What each service was asked to erase, and what it said. */
@ApplicationScoped
class ErasurePartRepository {

    private static final String PARTS =
            "select * from erasure_part where erasure_id = any ($1) order by asked_at, service, shipment_id";

    private static final String ASK =
            """
            insert into erasure_part (erasure_id, service, shipment_id, state, asked_at)
            select $1, $2, t.shipment_id, 'WAITING', $4 from unnest($3::uuid[]) as t (shipment_id) on conflict do nothing""";

    private static final String ENTER =
            """
            insert into erasure_part (erasure_id, service, shipment_id, state, counts, asked_at, answered_at)
            values ($1, $2, $3, 'DONE', $4, $5, $5)""";

    /** What is done stays so. */
    private static final String ANSWER =
            """
            update erasure_part set state = $4, detail = $5, counts = $6, answered_at = $7
            where erasure_id = $1 and service = $2 and shipment_id = $3 and state <> 'DONE'""";

    private static final String SILENT =
            """
            update erasure_part p set asked = p.asked + 1, asked_at = $2
            from (select q.erasure_id, q.service, q.shipment_id, e.actor,
                    case when e.scope = 'REGISTRATION' then e.merchants[1] else '' end as merchant_id
                  from erasure_part q join erasure e on e.erasure_id = q.erasure_id
                  where e.state in ('ORDERED', 'ERASING') and q.state <> 'DONE' and q.asked_at < $1
                  order by q.asked_at limit 100 for update of q skip locked) late
            where (p.erasure_id, p.service, p.shipment_id) = (late.erasure_id, late.service, late.shipment_id)
            returning p.erasure_id, p.service, p.shipment_id, late.merchant_id, p.asked, late.actor""";

    /** Of these erasures, in the order in which services were asked; of one of which nobody was, nothing. */
    Uni<Map<UUID, List<ErasurePart>>> of(SqlClient database, UUID[] erasures) {
        return database.preparedQuery(PARTS)
                .execute(Tuple.of((Object) erasures))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .collect(groupingBy(
                                row -> row.getUUID("erasure_id"), mapping(ErasurePartRepository::part, toList()))));
    }

    /** Notes that a service is asked, about each number of the parcel. */
    Uni<Void> ask(SqlConnection connection, StoredErasure order, String service, Instant now) {
        return connection
                .preparedQuery(ASK)
                .execute(Tuple.of(order.erasureId(), service, order.ids(), utc(now)))
                .replaceWithVoid();
    }

    /** What the console did itself. */
    Uni<Void> enter(
            SqlConnection connection, StoredErasure order, String service, Map<String, Long> counts, Instant now) {
        return connection
                .preparedQuery(ENTER)
                .execute(Tuple.of(
                        order.erasureId(), service, order.shipmentId().value(), ErasureCounts.write(counts), utc(now)))
                .replaceWithVoid();
    }

    /** Notes what a service says; of one that was not asked, nothing. */
    Uni<Void> answer(SqlConnection connection, ErasedRecord said) {
        return connection
                .preparedQuery(ANSWER)
                .execute(Tuple.from(List.of(
                        said.erasureId(),
                        said.service(),
                        said.shipmentId().value(),
                        said.state().name(),
                        said.detail(),
                        said.counts(),
                        utc(said.at()))))
                .replaceWithVoid();
    }

    /** Those who were asked before a time and have not done it: they count as asked now. */
    Uni<List<ErasureAsk>> silent(SqlConnection connection, Instant before, Instant now) {
        return connection
                .preparedQuery(SILENT)
                .execute(Tuple.of(utc(before), utc(now)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ErasurePartRepository::asked)
                        .toList());
    }

    private static ErasureAsk asked(Row row) {
        return new ErasureAsk(
                row.getUUID("erasure_id"),
                row.getString("service"),
                new ShipmentId(row.getUUID("shipment_id")),
                row.getString("merchant_id"),
                row.getInteger("asked"),
                row.getString("actor"));
    }

    private static ErasurePart part(Row row) {
        OffsetDateTime answeredAt = row.getOffsetDateTime("answered_at");
        return new ErasurePart(
                row.getString("service"),
                new ShipmentId(row.getUUID("shipment_id")),
                ErasurePart.State.valueOf(row.getString("state")),
                row.getString("detail"),
                ErasureCounts.read(row.getString("counts")),
                answeredAt == null ? null : answeredAt.toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
