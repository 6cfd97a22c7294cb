package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds shipments for a merchant: those it registered and, for an operator, those that nobody registered. */
@ApplicationScoped
public class ShipmentQueryRepository {

    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);

    private final Pool database;

    ShipmentQueryRepository(Pool database) {
        this.database = database;
    }

    /** The shipment, if there is one that the merchant may see. */
    public Uni<Optional<StoredShipment>> find(String merchantId, boolean isOperator, ShipmentId id) {
        Conditions conditions = new Conditions();
        String from = visible(conditions, merchantId, isOperator);
        conditions.and("s.shipment_id = ?", id.value());
        return query(from + " where " + conditions.text(), conditions)
                .map(rows -> rows.stream().findFirst());
    }

    /**
     * Part of the merchant's list, the last listed first.
     *
     * @param after where the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<StoredShipment>> page(
            String merchantId, boolean isOperator, ShipmentFilter filter, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions();
        String from = visible(conditions, merchantId, isOperator);
        filter.addTo(conditions);
        if (after != null) {
            conditions.and("(s.listed_at, s.shipment_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String order = " order by s.listed_at desc, s.shipment_id desc limit " + conditions.parameter(rows);
        return query(from + " where " + conditions.text() + order, conditions);
    }

    private static String visible(Conditions conditions, String merchantId, boolean isOperator) {
        String merchant = conditions.parameter(merchantId);
        conditions.and(isOperator ? "r.merchant_id is not null or not s.registered" : "r.merchant_id is not null");
        return """
                select s.document::text as document, r.order_id, s.listed_at
                from shipment s left join registration r on r.shipment_id = s.shipment_id and r.merchant_id = """
                + " " + merchant;
    }

    private Uni<List<StoredShipment>> query(String sql, Conditions conditions) {
        return database.preparedQuery(sql)
                .execute(Tuple.from(conditions.values()))
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
