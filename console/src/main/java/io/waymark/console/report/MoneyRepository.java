package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Sums up money that waits, by gateway and by how long it has waited. */
@ApplicationScoped
class MoneyRepository {

    /** With which day each step of age begins; the last has no end. */
    private static final Integer[] STEPS = {0, 3, 7, 14, 30};

    private static final String WAITING =
            """
            select s.gateway, s.currency, width_bucket(
                greatest(floor(extract(epoch from %1$s - s.bound_at) / 86400), 0)::int, %2$s::int[]) as step,
              count(*) as settlements, count(*) filter (where s.deadline < %1$s) as overdue, sum(s.amount) as amount,
              min(s.bound_at) as oldest
            from settlement s where %3$s
            group by 1, 2, 3 order by 1, 2, 3""";

    private final Pool database;

    MoneyRepository(Pool database) {
        this.database = database;
    }

    /** @param merchantId whose settlements; null for all */
    Uni<MoneyReport> waiting(@Nullable String merchantId, Instant now) {
        Statement waiting = waiting(now, merchantId);
        return database.preparedQuery(waiting.sql())
                .execute(Tuple.from(waiting.values()))
                .map(rows -> new MoneyReport(
                        now,
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(MoneyRepository::sum)
                                .toList()));
    }

    static Statement waiting(Instant now, @Nullable String merchantId) {
        Conditions conditions = new Conditions().and(SettlementQueryRepository.WAITS);
        if (merchantId != null) {
            conditions.and("s.merchant_id = ?", merchantId);
        }
        String at = conditions.parameter(now.atOffset(ZoneOffset.UTC));
        String steps = conditions.parameter(STEPS);
        return new Statement(WAITING.formatted(at, steps, conditions.text()), conditions.values());
    }

    private static MoneyReport.WaitingSum sum(Row row) {
        int step = row.getInteger("step");
        return new MoneyReport.WaitingSum(
                row.getString("gateway"),
                row.getString("currency"),
                STEPS[step - 1],
                step < STEPS.length ? STEPS[step] - 1 : null,
                row.getLong("settlements"),
                row.getLong("overdue"),
                row.getBigDecimal("amount"),
                row.getOffsetDateTime("oldest").toInstant());
    }
}
