package io.waymark.console.report;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Counts parcels by the day of their delivery and of their first trouble. */
@ApplicationScoped
public class DailyRepository {

    private static final String COUNT =
            """
            select width_bucket(at, %3$s::timestamptz[]) as day, count(*) filter (where is_signed) as signed,
              count(*) filter (where not is_signed) as problems
            from (
              select j.delivered_at as at, true as is_signed from journey j
              where j.delivered_at >= %1$s and j.delivered_at < %2$s and %4$s
              union all
              select j.problem_at, false from journey j
              where j.problem_at >= %1$s and j.problem_at < %2$s and %4$s) parcel
            group by 1""";

    private final Pool database;

    DailyRepository(Pool database) {
        this.database = database;
    }

    /** @param merchantId whose parcels; null for all */
    public Uni<DailyReport> daily(ReportRange range, @Nullable String merchantId) {
        Statement count = count(range, merchantId);
        return database.preparedQuery(count.sql())
                .execute(Tuple.from(count.values()))
                .map(counts -> DailyReport.of(range, eachDay(range, counts, DailyRepository::day)));
    }

    static Statement count(ReportRange range, @Nullable String merchantId) {
        Conditions conditions = new Conditions();
        String from = conditions.parameter(range.first());
        String to = conditions.parameter(range.end());
        String days = conditions.parameter(range.beginnings());
        Parcels.of(merchantId, conditions);
        return new Statement(COUNT.formatted(from, to, days, conditions.text()), conditions.values());
    }

    /**
     * One item for each day of the range.
     *
     * @param rows those of the days of which there is something to tell, each with its number, from 1, as {@code day}
     * @param item of a day and its row; null where it has none
     */
    static <T> List<T> eachDay(ReportRange range, RowSet<Row> rows, BiFunction<LocalDate, @Nullable Row, T> item) {
        Map<Integer, Row> told = StreamSupport.stream(rows.spliterator(), false)
                .collect(Collectors.toMap(row -> row.getInteger("day"), row -> row));
        List<LocalDate> days = range.days();
        return IntStream.rangeClosed(1, days.size())
                .mapToObj(number -> item.apply(days.get(number - 1), told.get(number)))
                .toList();
    }

    private static DailyReport.Day day(LocalDate day, @Nullable Row count) {
        return count == null
                ? new DailyReport.Day(day, 0, 0)
                : new DailyReport.Day(day, count.getLong("signed"), count.getLong("problems"));
    }
}
