package io.waymark.bench.poller;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The limit of the machine: what a query costs in the tables (claimed under the provider's lock, answered, its answer in
 * the outbox), in batches as the service has them, and nothing else done. To be run when the service is stopped.
 */
final class PlainSql {

    private static final int WORKERS = 4;
    private static final int BATCH = 32;
    private static final int SECONDS = 10;

    private static final String LOCK = "select 1 from provider_pace where provider = 'thirtypost' for update";

    private static final String CLAIM =
            """
            with due as (select id from watch where provider = 'thirtypost' and rank = 2 and next_at <= now() + interval '9 days'
              order by next_at limit %d for update skip locked)
            update watch w set calling = true, attempt = attempt + 1, asked_at = now(), next_at = now() + interval '20 days'
            from due where w.id = due.id returning w.id"""
                    .formatted(BATCH);

    private static final String GUARD =
            """
            insert into number_use as u (provider, carrier, tracking_number, asked_at, asked)
            select 'thirtypost', carrier, tracking_number, now(), array[now()] from watch where id = any(?)
            on conflict (provider, carrier, tracking_number) do update set asked_at = now(), asked = u.asked || now()""";

    private static final String SETTLE =
            """
            update watch set calling = false, answered_at = now(), next_at = now() + interval '21 days' where id = any(?)""";

    private static final String FILE =
            """
            insert into outbox (shard, topic, record_key, headers, payload)
            select 99, 'waymark.raw.v1', shipment_id::text, '{}', decode(repeat('7b', 4000), 'hex') from watch where id = any(?)""";

    private PlainSql() {}

    static double perSecond(String url) throws InterruptedException, SQLException, ExecutionException {
        Tables.execute(
                url, List.of("insert into provider_pace (provider) values ('thirtypost') on conflict do nothing"));
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        List<Callable<Long>> work = IntStream.range(0, WORKERS)
                .<Callable<Long>>mapToObj(worker -> () -> work(url, deadline))
                .toList();
        long rows = 0;
        for (var done : threads.invokeAll(work)) {
            rows += done.get();
        }
        threads.shutdown();
        return (double) rows / SECONDS;
    }

    private static long work(String url, long deadline) throws SQLException {
        long rows = 0;
        try (Connection database = DriverManager.getConnection(url)) {
            database.setAutoCommit(false);
            while (System.nanoTime() < deadline) {
                List<Long> ids = claim(database);
                database.commit();
                run(database, LOCK);
                run(database, SETTLE, ids);
                run(database, FILE, ids);
                database.commit();
                rows += ids.size();
            }
        }
        return rows;
    }

    private static List<Long> claim(Connection database) throws SQLException {
        run(database, LOCK);
        List<Long> ids = new ArrayList<>();
        try (PreparedStatement claim = database.prepareStatement(CLAIM);
                ResultSet claimed = claim.executeQuery()) {
            while (claimed.next()) {
                ids.add(claimed.getLong(1));
            }
        }
        run(database, GUARD, ids);
        return ids;
    }

    private static void run(Connection database, String sql) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void run(Connection database, String sql, List<Long> ids) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            statement.setArray(1, database.createArrayOf("bigint", ids.toArray()));
            statement.execute();
        }
    }
}
