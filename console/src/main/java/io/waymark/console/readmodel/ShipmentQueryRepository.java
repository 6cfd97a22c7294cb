package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds shipments for a merchant: those it registered and, for an operator, those that nobody registered. */
@ApplicationScoped
public class ShipmentQueryRepository {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);

    private static final String FIND =
            """
            select s.document::text as document, r.order_id, s.listed_at
            from shipment s left join registration r on r.shipment_id = s.shipment_id and r.merchant_id = $1
            where s.shipment_id = $2 and (r.merchant_id is not null or $3 and not s.registered)""";

    /** A revision is known once it and all before it are told: one that is told late was not known before its forerunner. */
    private static final String AS_OF =
            """
            with told as (
              select revision, told_at, document from shipment_revision
              where shipment_id = $1
                and told_at >= (select min(month) from shipment_month where shipment_id = $1)
                and told_at < (select date_trunc('month', max(month) + interval '744 hours', 'UTC')
                               from shipment_month where shipment_id = $1))
            select document::text as document from told
            where revision < coalesce((select min(revision) from told where told_at > $2), %d)
            order by revision desc limit 1"""
                    .formatted(Long.MAX_VALUE);

    private final Pool database;
    private final WorkQueueConfig queues;

    ShipmentQueryRepository(Pool database, WorkQueueConfig queues) {
        this.database = database;
        this.queues = queues;
    }

    /** The shipment, if there is one that the merchant may see. */
    public Uni<Optional<StoredShipment>> find(String merchantId, boolean isOperator, ShipmentId id) {
        return query(new Statement(FIND, List.of(merchantId, id.value(), isOperator)))
                .map(rows -> rows.stream().findFirst());
    }

    /** What was known of the shipment at a time; empty before the first. Whether the caller may see it is asked elsewhere. */
    public Uni<Optional<Shipment>> asOf(ShipmentId id, Instant time) {
        return database.preparedQuery(AS_OF)
                .execute(Tuple.of(id.value(), time.atOffset(ZoneOffset.UTC)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> SHIPMENTS.read(Documents.bytes(row.getString("document"))))
                        .findFirst());
    }

    /**
     * Part of the merchant's list, the last listed first.
     *
     * @param after where the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<StoredShipment>> page(
            String merchantId, boolean isOperator, ShipmentFilter filter, @Nullable Position after, int rows) {
        return query(list(merchantId, isOperator, filter, after, rows));
    }

    /** An operator's list is made of two, its own and nobody's, each of which an index has in order. */
    Statement list(String merchantId, boolean isOperator, ShipmentFilter filter, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions();
        String merchant = conditions.parameter(merchantId);
        filter.addTo(conditions, merchant, queues.pickup());
        if (after != null) {
            conditions.and("(l.listed_at, l.shipment_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String limit = " order by listed_at desc, shipment_id desc limit " + conditions.parameter(rows);
        String part = " (select l.shipment_id, l.listed_at from shipment_listing l where " + conditions.text()
                + " and l.merchant_id = %s" + limit + ")";
        String own = part.formatted(merchant);
        String listed = isOperator ? own + " union all" + part.formatted("''") : own;
        return new Statement(
                "select s.document::text as document, r.order_id, l.listed_at from (select * from (" + listed
                        + ") all_of"
                        + limit + ") l join shipment s on s.shipment_id = l.shipment_id"
                        + " left join registration r on r.shipment_id = l.shipment_id and r.merchant_id = " + merchant
                        + " order by l.listed_at desc, l.shipment_id desc",
                conditions.values());
    }

    private Uni<List<StoredShipment>> query(Statement statement) {
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ShipmentQueryRepository::shipment)
                        .toList());
    }

    private static StoredShipment shipment(Row row) {
        return new StoredShipment(
                SHIPMENTS.read(Documents.bytes(row.getString("document"))),
                row.getString("order_id"),
                row.getOffsetDateTime("listed_at").toInstant());
    }
}
