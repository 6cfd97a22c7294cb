package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.GatewayView;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Settlements as the ledger last published them, and what it says came of orders about them. The ledger removes none, so
 * a tombstone is a dead letter.
 */
@ApplicationScoped
class SettlementProjectionRepository implements ProjectionRepository<Settlement> {

    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);

    private static final String UPSERT =
            """
            insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, deadline, hold_cause,
                                    agrees, amount, currency, bound_at)
            values ($1, $2, $3, $4::text::json, $5, $6, $7, $8, $9, $10, $11,
                    (select bound_at from settlement_binding where settlement_id = $1))
            on conflict (settlement_id) do update
            set state = excluded.state, revision = excluded.revision, document = excluded.document,
                merchant_id = excluded.merchant_id, gateway = excluded.gateway, deadline = excluded.deadline,
                hold_cause = excluded.hold_cause, agrees = excluded.agrees, amount = excluded.amount,
                currency = excluded.currency, bound_at = excluded.bound_at
            where settlement.revision < excluded.revision""";

    private static final String DECIDE =
            """
            update command set state = $1, detail = $2, decided_at = $3
            where command_id = $4 and target = $5 and state = 'PENDING'""";

    private final Pool database;

    SettlementProjectionRepository(Pool database) {
        this.database = database;
    }

    @Override
    public Topic<String, Settlement> topic() {
        return Topics.SETTLEMENTS;
    }

    @Override
    public boolean accepts(Change<Settlement> change) {
        Settlement settlement = change.value();
        return settlement != null
                && Stream.of(settlement.settlementId(), settlement.state(), settlement.reason(), settlement.changedAt())
                        .allMatch(part -> part != null)
                && settlement.settlementId().toString().equals(change.key());
    }

    @Override
    public Uni<Void> apply(List<Change<Settlement>> changes) {
        List<Settlement> settlements = changes.stream()
                .flatMap(change -> Stream.ofNullable(change.value()))
                .sorted(Comparator.comparing(Settlement::settlementId).thenComparing(Settlement::revision))
                .toList();
        List<Tuple> rows =
                settlements.stream().map(SettlementProjectionRepository::row).toList();
        return database.withTransaction(connection ->
                connection.preparedQuery(UPSERT).executeBatch(rows).chain(() -> decide(connection, settlements)));
    }

    /** What came of orders stands in the changes they made, and in those they would have made. */
    private static Uni<Void> decide(SqlConnection connection, List<Settlement> settlements) {
        List<Tuple> decisions = settlements.stream()
                .flatMap(settlement -> settlement.changes().stream().flatMap(change -> Stream.ofNullable(change.order())
                        .map(order -> decision(settlement.settlementId(), change, order))))
                .distinct()
                .toList();
        return decisions.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(DECIDE).executeBatch(decisions).replaceWithVoid();
    }

    private static Tuple decision(UUID settlementId, SettlementChange change, SettlementChange.Order order) {
        String refusal = order.refusal();
        return Tuple.of(
                refusal == null ? "DONE" : "REFUSED",
                refusal == null ? outcome(change) : refusal,
                change.at().atOffset(ZoneOffset.UTC),
                order.commandId(),
                settlementId.toString());
    }

    private static String outcome(SettlementChange change) {
        return change.reason().isEmpty() ? change.to().name() : change.to().name() + ": " + change.reason();
    }

    private static Tuple row(Settlement settlement) {
        Instant deadline = settlement.deadline();
        GatewayView seen = settlement.gatewayView();
        return Tuple.from(Arrays.asList(
                settlement.settlementId(),
                settlement.state().name(),
                settlement.revision(),
                Documents.text(SETTLEMENTS, settlement),
                settlement.merchantId(),
                settlement.gateway(),
                deadline == null ? null : Position.exactly(deadline).atOffset(ZoneOffset.UTC),
                settlement.holdCause(),
                seen == null ? null : seen.agrees(),
                settlement.amount(),
                settlement.currency()));
    }
}
