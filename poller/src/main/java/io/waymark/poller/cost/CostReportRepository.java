package io.waymark.poller.cost;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads what was billed: table {@code billed_day}. Fails if PostgreSQL is away. */
@ApplicationScoped
class CostReportRepository {

    private static final String NOW = "select now() as now";

    private static final String COSTS =
            """
            select provider, merchant_id, sum(numbers)::bigint as numbers from billed_day
            where day >= $1 and day < $2
              and ($3::text is null or provider = $3) and ($4::text is null or merchant_id = $4)
            group by provider, merchant_id
            having sum(numbers) > 0
            order by provider, merchant_id
            """;

    private static final String DAYS =
            """
            select d.provider, d.day, sum(d.numbers)::bigint as numbers, f.begun
            from billed_day d
            cross join lateral (select min(e.day) as begun from billed_day e where e.provider = d.provider) f
            where d.day >= $1 and ($2::text is null or d.merchant_id = $2)
            group by d.provider, d.day, f.begun
            """;

    private final Pool database;
    private final CostConfig config;

    CostReportRepository(Pool database, CostConfig config) {
        this.database = database;
        this.config = config;
    }

    /** The month that PostgreSQL is in. */
    Uni<BillingMonth> now() {
        return database.query(NOW)
                .execute()
                .map(rows -> BillingMonth.at(
                        rows.iterator().next().getOffsetDateTime("now").toInstant(), config.zone()));
    }

    /**
     * What a month costs, by provider and merchant.
     *
     * @param provider null: all
     * @param merchant null: all
     */
    Uni<List<Cost>> costs(YearMonth month, @Nullable String provider, @Nullable String merchant) {
        return database.preparedQuery(COSTS)
                .execute(Tuple.tuple()
                        .addLocalDate(month.atDay(1))
                        .addLocalDate(month.plusMonths(1).atDay(1))
                        .addString(provider)
                        .addString(merchant))
                .map(rows -> stream(rows)
                        .map(row -> new Cost(
                                row.getString("provider"),
                                month.toString(),
                                row.getString("merchant_id"),
                                row.getLong("numbers")))
                        .toList());
    }

    /**
     * What was billed day by day, by provider; those that billed nothing since are left out.
     *
     * @param merchant null: all
     */
    Uni<Map<String, BilledDays>> days(LocalDate since, @Nullable String merchant) {
        return database.preparedQuery(DAYS)
                .execute(Tuple.tuple().addLocalDate(since).addString(merchant))
                .map(rows -> stream(rows).collect(groupingBy(row -> row.getString("provider"))).entrySet().stream()
                        .collect(toMap(Map.Entry::getKey, provider -> days(provider.getValue()))));
    }

    private static BilledDays days(List<Row> rows) {
        return new BilledDays(
                rows.get(0).getLocalDate("begun"),
                rows.stream().collect(toMap(row -> row.getLocalDate("day"), row -> row.getLong("numbers"))));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }
}
