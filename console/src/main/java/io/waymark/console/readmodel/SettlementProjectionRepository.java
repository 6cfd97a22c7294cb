package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.GatewayView;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Settlements as the ledger last published them, and what it says came of orders about them. The ledger removes none, so
 * a tombstone is a dead letter.
 */
@ApplicationScoped
class SettlementProjectionRepository implements ProjectionRepository<Settlement> {

    private static final String UPSERT =
            """
            insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, deadline, hold_cause,
                                    agrees, amount, currency, bound_at)
            select t.settlement_id, t.state, t.revision, t.document::json, t.merchant_id, t.gateway, t.deadline,
                   t.hold_cause, t.agrees, t.amount, t.currency, b.bound_at
            from unnest($1::uuid[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
                        $8::text[], $9::boolean[], $10::numeric[], $11::text[])
              as t (settlement_id, state, revision, document, merchant_id, gateway, deadline, hold_cause, agrees, amount,
                    currency)
              left join settlement_binding b on b.settlement_id = t.settlement_id
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
    public Uni<Void> apply(SqlConnection connection, List<Change<Settlement>> changes) {
        TreeMap<UUID, Change<Settlement>> newest = new TreeMap<>();
        changes.forEach(change -> newest.merge(
                told(change).settlementId(),
                change,
                (one, other) -> told(one).revision() < told(other).revision() ? other : one));
        List<Settlement> settlements = changes.stream()
                .map(SettlementProjectionRepository::told)
                .sorted(Comparator.comparing(Settlement::settlementId).thenComparing(Settlement::revision))
                .toList();
        return connection
                .preparedQuery(UPSERT)
                .execute(rows(newest.values()))
                .chain(() -> decide(connection, settlements));
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

    private static Tuple rows(Collection<Change<Settlement>> changes) {
        return Tuple.tuple()
                .addArrayOfUUID(each(changes, Settlement::settlementId, UUID[]::new))
                .addArrayOfString(each(changes, settlement -> settlement.state().name(), String[]::new))
                .addArrayOfLong(each(changes, Settlement::revision, Long[]::new))
                .addArrayOfString(changes.stream().map(Change::document).toArray(String[]::new))
                .addArrayOfString(each(changes, Settlement::merchantId, String[]::new))
                .addArrayOfString(each(changes, Settlement::gateway, String[]::new))
                .addArrayOfOffsetDateTime(
                        each(changes, SettlementProjectionRepository::deadline, OffsetDateTime[]::new))
                .addArrayOfString(each(changes, Settlement::holdCause, String[]::new))
                .addArrayOfBoolean(each(changes, SettlementProjectionRepository::agrees, Boolean[]::new))
                .addArrayOfBigDecimal(each(changes, Settlement::amount, BigDecimal[]::new))
                .addArrayOfString(each(changes, Settlement::currency, String[]::new));
    }

    private static @Nullable OffsetDateTime deadline(Settlement settlement) {
        Instant deadline = settlement.deadline();
        return deadline == null ? null : Position.exactly(deadline).atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Boolean agrees(Settlement settlement) {
        GatewayView seen = settlement.gatewayView();
        return seen == null ? null : seen.agrees();
    }

    /** Null where a settlement has no such part. */
    private static <R> R[] each(
            Collection<Change<Settlement>> changes, Function<Settlement, @Nullable R> part, IntFunction<R[]> array) {
        return changes.stream()
                .map(SettlementProjectionRepository::told)
                .map(part)
                .toArray(array);
    }

    /** What an accepted change says. */
    private static Settlement told(Change<Settlement> change) {
        return Objects.requireNonNull(change.value());
    }
}
