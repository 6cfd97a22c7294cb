package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.Gateways;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Adds up what waits. Settled rows are not read: the index settlement_open holds all that is asked for. */
@ApplicationScoped
class TotalsRepository {

    /** A database that is busy has better things to do than to count. */
    private static final String BOUND = "set local statement_timeout = '5s'";

    /** By the states of the index settlement_open, which else is of no use. */
    private static final String TOTALS =
            """
            select gateway, state, coalesce(hold_cause, '') as cause, coalesce(currency, '') as currency,
                   count(*) as count, coalesce(sum(amount), 0) as amount
            from settlement
            where state in %s
            group by 1, 2, 3, 4"""
                    .formatted(LedgerEntry.OPEN_IN_SQL);

    /** From the indexes settlement_due and settlement_overdue alone. */
    private static final String DUE =
            """
            select g.gateway,
                   (select count(*) from settlement s where s.gateway = g.gateway and s.next_attempt_at <= now()) as due,
                   (select coalesce(extract(epoch from now() - min(s.next_attempt_at)), 0)::double precision
                    from settlement s where s.gateway = g.gateway and s.next_attempt_at <= now()) as oldest,
                   (select count(*) from settlement s where s.gateway = g.gateway and s.overdue
                      and s.state in %s) as overdue
            from unnest($1::text[]) as g(gateway)"""
                    .formatted(LedgerEntry.OPEN_IN_SQL);

    private static final String[] GATEWAYS =
            Gateways.ALL.stream().map(Gateway::id).toArray(String[]::new);

    private final Pool database;

    TotalsRepository(Pool database) {
        this.database = database;
    }

    /** Fails if it takes longer than five seconds. */
    Uni<List<WaitingTotal>> waiting() {
        return bound(connection -> connection.query(TOTALS).execute(), TotalsRepository::total);
    }

    /** Of every gateway. Fails if it takes longer than five seconds. */
    Uni<List<DueTotal>> due() {
        return bound(
                connection ->
                        connection.preparedQuery(DUE).execute(Tuple.tuple().addArrayOfString(GATEWAYS)),
                TotalsRepository::dueTotal);
    }

    private <T> Uni<List<T>> bound(Function<SqlConnection, Uni<RowSet<Row>>> query, Function<Row, T> read) {
        return database.withTransaction(connection -> connection
                .query(BOUND)
                .execute()
                .chain(() -> query.apply(connection))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(read)
                        .toList()));
    }

    private static DueTotal dueTotal(Row row) {
        return new DueTotal(
                row.getString("gateway"), row.getLong("due"), row.getDouble("oldest"), row.getLong("overdue"));
    }

    private static WaitingTotal total(Row row) {
        return new WaitingTotal(
                row.getString("gateway"),
                row.getString("state"),
                row.getString("cause"),
                row.getString("currency"),
                row.getLong("count"),
                row.getBigDecimal("amount"));
    }
}
