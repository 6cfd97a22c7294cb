package io.waymark.bench.settlement;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * The limit of the machine: the statements that a settlement costs from its delivering scan on, with the same commits, on as
 * many connections as there are calls under way, each transaction in one round trip, and nothing else done.
 */
final class PlainSql {

    private static final int CONNECTIONS = 16;

    /** The row, its history and the record that tells others: what each change costs. */
    private static final String CHANGE =
            """
            update settlement set revision = revision + 1, changed_at = now(), changes = changes where settlement_id = ?;
            insert into settlement_change (settlement_id, revision, changed_at, from_state, to_state, cause, reason, attempts)
            select settlement_id, revision + 1000, now(), 'ELIGIBLE', 'SENDING', 'SENDING', '', 1
            from settlement where settlement_id = ?;
            insert into outbox (shard, topic, record_key, headers, payload)
            values (99, 'waymark.settlements.v1', ?::text, '{}', decode(repeat('7b', 1500), 'hex'));
            """;

    private static final String ATTEMPT =
            """
            insert into settlement_attempt (settlement_id, attempt, request_digest, outcome, answer_code, answer_text,
              duration_millis, recorded_at)
            values (?, 1, repeat('0', 64), 'ACKNOWLEDGED', '20000', 'Success', 1, now());
            """;

    private PlainSql() {}

    /** Weighed, claimed and acknowledged: three changes and an attempt, in three transactions. */
    static double perSecond(String url, String prefix, int settlements)
            throws InterruptedException, SQLException, ExecutionException {
        List<UUID> ids = Facts.idsOf(prefix, settlements);
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        long begun = System.nanoTime();
        List<Callable<Void>> work = IntStream.range(0, CONNECTIONS)
                .<Callable<Void>>mapToObj(worker -> () -> work(url, ids, worker))
                .toList();
        for (var done : threads.invokeAll(work)) {
            done.get();
        }
        double perSecond = settlements * 1e9 / (System.nanoTime() - begun);
        threads.shutdown();
        try (Connection database = DriverManager.getConnection(url);
                PreparedStatement clear = database.prepareStatement("delete from outbox where shard = 99")) {
            clear.execute();
        }
        return perSecond;
    }

    private static Void work(String url, List<UUID> ids, int worker) throws SQLException {
        try (Connection database = DriverManager.getConnection(url)) {
            database.setAutoCommit(false);
            try (PreparedStatement change = database.prepareStatement(CHANGE);
                    PreparedStatement answer = database.prepareStatement(CHANGE + ATTEMPT)) {
                for (int i = worker; i < ids.size(); i += CONNECTIONS) {
                    for (PreparedStatement statement : List.of(change, change, answer)) {
                        for (int p = 1; p <= statement.getParameterMetaData().getParameterCount(); p++) {
                            statement.setObject(p, ids.get(i));
                        }
                        statement.execute();
                        database.commit();
                    }
                }
            }
        }
        return null;
    }
}
