package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds a merchant's settlements: what it bound, with what the ledger last said of each. */
@ApplicationScoped
public class SettlementQueryRepository {

    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);

    private static final String SELECT =
            """
            select b.*, s.document::text as document
            from settlement_binding b left join settlement s on s.settlement_id = b.settlement_id where\s""";

    private final Pool database;

    SettlementQueryRepository(Pool database) {
        this.database = database;
    }

    /** The settlement, if it is the merchant's. */
    public Uni<Optional<StoredSettlement>> find(String merchantId, UUID settlementId) {
        Conditions conditions =
                new Conditions().and("b.settlement_id = ?", settlementId).and("b.merchant_id = ?", merchantId);
        return query(conditions, "").map(rows -> rows.stream().findFirst());
    }

    /** The merchant's settlements of these shipments, in the order in which they were bound. */
    public Uni<List<StoredSettlement>> of(String merchantId, List<ShipmentId> shipments) {
        if (shipments.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        Conditions conditions = new Conditions()
                .and("b.shipment_id = any (?)", (Object)
                        shipments.stream().map(ShipmentId::value).toArray(UUID[]::new))
                .and("b.merchant_id = ?", merchantId);
        return query(conditions, " order by b.bound_at, b.settlement_id");
    }

    /**
     * Part of the merchant's list, the last bound first.
     *
     * @param state only those that stand there; null for all
     * @param gateway only those of one gateway; null for all
     * @param after where the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<StoredSettlement>> page(
            String merchantId,
            @Nullable SettlementState state,
            @Nullable String gateway,
            @Nullable Position after,
            int rows) {
        Conditions conditions = new Conditions().and("b.merchant_id = ?", merchantId);
        if (state != null) {
            conditions.and("coalesce(s.state, 'OWED') = ?", state.name());
        }
        if (gateway != null) {
            conditions.and("b.gateway = ?", gateway.strip().toLowerCase(Locale.ROOT));
        }
        if (after != null) {
            conditions.and("(b.bound_at, b.settlement_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        return query(conditions, " order by b.bound_at desc, b.settlement_id desc limit " + conditions.parameter(rows));
    }

    private Uni<List<StoredSettlement>> query(Conditions conditions, String order) {
        return database.preparedQuery(SELECT + conditions.text() + order)
                .execute(Tuple.from(conditions.values()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SettlementQueryRepository::settlement)
                        .toList());
    }

    private static StoredSettlement settlement(Row row) {
        String document = row.getString("document");
        return new StoredSettlement(
                binding(row),
                row.getString("merchant_id"),
                new ShipmentId(row.getUUID("shipment_id")),
                row.getString("tracking_number"),
                row.getOffsetDateTime("bound_at").toInstant(),
                document == null ? null : SETTLEMENTS.read(Documents.bytes(document)));
    }

    private static SettlementBinding binding(Row row) {
        return new SettlementBinding(
                row.getUUID("settlement_id"),
                row.getString("gateway"),
                Optional.ofNullable(row.getString("account")).orElse(""),
                row.getString("transaction_id"),
                row.getString("payment_method"),
                row.getString("carrier_code"),
                row.getString("order_no"),
                row.getString("tracking_url"));
    }
}
