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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Finds settlements: what merchants bound, with what the ledger last said of each. */
@ApplicationScoped
public class SettlementQueryRepository {

    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);

    private static final String SELECT =
            """
            select b.*, s.document::text as document
            from settlement_binding b left join settlement s on s.settlement_id = b.settlement_id where\s""";

    /** Which settlements {@code s} money waits with: what no gateway has acknowledged and nobody has stopped. */
    public static final String WAITS = "(s.is_open or s.state = 'REJECTED') and s.bound_at is not null";

    private static final String WAITING =
            """
            select s.gateway, s.state, s.hold_cause, s.currency, count(*) as rows, min(s.bound_at) as oldest,
                   count(*) filter (where s.deadline < $1) as overdue,
                   min(s.deadline) filter (where s.deadline >= $1) as next,
                   sum(s.amount) as amount, count(*) filter (where s.amount is null) as without
            from settlement s
            where %s and ($2::text is null or s.merchant_id = $2)
            group by s.gateway, s.state, s.hold_cause, s.currency
            order by s.gateway, s.state, s.hold_cause, s.currency"""
                    .formatted(WAITS);

    private final Pool database;

    SettlementQueryRepository(Pool database) {
        this.database = database;
    }

    /**
     * The settlement, if it is the merchant's.
     *
     * @param merchantId null for any merchant's
     */
    public Uni<Optional<StoredSettlement>> find(@Nullable String merchantId, UUID settlementId) {
        Conditions conditions = new Conditions().and("b.settlement_id = ?", settlementId);
        if (merchantId != null) {
            conditions.and("b.merchant_id = ?", merchantId);
        }
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
     * Part of a list, in the filter's order.
     *
     * @param after where the part before ended; null for the first
     * @param rows how many at most
     */
    public Uni<List<StoredSettlement>> page(SettlementFilter filter, @Nullable Position after, int rows) {
        return query(list(filter, after, rows));
    }

    static Statement list(SettlementFilter filter, @Nullable Position after, int rows) {
        // so that every list has a condition
        Conditions conditions = new Conditions().and("true");
        filter.addTo(conditions);
        String order = filter.order(conditions, after);
        String limit = " limit " + conditions.parameter(rows);
        return new Statement(SELECT + conditions.text() + order + limit, conditions.values());
    }

    /**
     * What waits, and how much money with it.
     *
     * @param merchantId null for all merchants'
     */
    public Uni<WaitingMoney> waiting(@Nullable String merchantId, Instant now) {
        return database.preparedQuery(WAITING)
                .execute(Tuple.of(now.atOffset(ZoneOffset.UTC), merchantId))
                .map(rows -> WaitingMoney.of(
                        now,
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(SettlementQueryRepository::waiting)
                                .toList()));
    }

    private static WaitingMoney.Item waiting(Row row) {
        OffsetDateTime next = row.getOffsetDateTime("next");
        String currency = row.getString("currency");
        BigDecimal amount = row.getBigDecimal("amount");
        return new WaitingMoney.Item(
                row.getString("gateway"),
                SettlementState.valueOf(row.getString("state")),
                row.getString("hold_cause"),
                new WaitingMoney.Total(
                        row.getLong("rows"),
                        row.getLong("overdue"),
                        row.getOffsetDateTime("oldest").toInstant(),
                        next == null ? null : next.toInstant(),
                        currency == null || amount == null
                                ? List.of()
                                : List.of(new WaitingMoney.Amount(currency, amount)),
                        row.getLong("without")));
    }

    private Uni<List<StoredSettlement>> query(Conditions conditions, String order) {
        return query(new Statement(SELECT + conditions.text() + order, conditions.values()));
    }

    private Uni<List<StoredSettlement>> query(Statement statement) {
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
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
