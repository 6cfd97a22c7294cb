package io.waymark.notifier.settlement;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Adds up what waits. Settled rows are not read: the index settlement_open holds all that is asked for. */
@ApplicationScoped
class TotalsRepository {

    /** A database that is busy has better things to do than to count. */
    private static final String BOUND = "set local statement_timeout = '5s'";

    /** Open states word for word as in the index settlement_open, which else is of no use. */
    private static final String TOTALS =
            """
            select gateway, state, coalesce(hold_cause, '') as cause, coalesce(currency, '') as currency,
                   count(*) as count, coalesce(sum(amount), 0) as amount
            from settlement
            where state in ('OWED', 'ELIGIBLE', 'SENDING', 'WAITING', 'HELD', 'UNKNOWN')
            group by 1, 2, 3, 4""";

    private final Pool database;

    TotalsRepository(Pool database) {
        this.database = database;
    }

    /** Fails if it takes longer than five seconds. */
    Uni<List<WaitingTotal>> waiting() {
        return database.withTransaction(connection -> connection
                .query(BOUND)
                .execute()
                .chain(() -> connection.query(TOTALS).execute())
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(TotalsRepository::total)
                        .toList()));
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
