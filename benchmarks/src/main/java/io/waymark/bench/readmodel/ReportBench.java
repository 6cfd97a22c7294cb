package io.waymark.bench.readmodel;

import io.waymark.bench.service.ConsoleBackdrop;
import io.waymark.bench.service.ServiceProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;

/**
 * Measures how long the built console takes for each report about one month in which a merchant had very many parcels
 * delivered; a tenth as many of another merchant's lie among them. Past the topics: the journeys are made by SQL.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.readmodel.ReportBench [shipments]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class ReportBench {

    private static final int CALLS = 5;
    private static final String MONTH = "?from=2026-09-01&to=2026-09-30";

    private static final List<String> PATHS = List.of(
            "/v1/carriers/scorecard" + MONTH,
            "/v1/carriers/scorecard" + MONTH + "&by=lane",
            "/v1/carriers/scorecard" + MONTH + "&lane=" + "%E5%B9%BF%E4%B8%9C-*", // 广东
            "/v1/reports/daily" + MONTH,
            "/v1/reports/cod" + MONTH,
            "/v1/reports/cod/parcels" + MONTH,
            "/v1/reports/labels" + MONTH,
            "/v1/reports/money");

    private static final String PARCELS = "generate_series(0, %1$d - 1) i";

    /** Fifty shops' labels, every fifth with cash on delivery; every third payment waits. */
    private static final List<String> FILL = List.of(
            "insert into merchant (merchant_id) values ('other') on conflict do nothing",
            "insert into registered_shipment select md5('r' || i)::uuid, 'sto', 'R' || i, 1, '2026-08-20Z' from "
                    + PARCELS,
            "insert into registration (registration_id, shipment_id, merchant_id, labels, cod_amount, registered_at)"
                    + " select md5('reg' || i)::uuid, md5('r' || i)::uuid,"
                    + " case i %% 11 when 0 then 'other' else 'default' end,"
                    + " array['store-' || i %% 50], case when i %% 5 = 0 then 9.9 + i %% 100 end, '2026-08-20Z' from "
                    + PARCELS,
            """
            insert into journey (shipment_id, carrier, said_origin, said_destination, first_at, last_at, in_transit_at,
              out_for_delivery_at, attempted_at, first_attempt_ok, delivered_at, delivered_as, problem_at, exceptions,
              scans, missing_scans, latency_ms_sum, latency_count, latencies)
            select md5('r' || i)::uuid, (array['sto', 'zto', 'yto', 'sf', 'yunda'])[1 + i %% 5],
              (array['广东', '浙江', '上海', '江苏'])[1 + i %% 4], (array['北京', '四川', '新疆', '湖北', '河南'])[1 + i %% 5],
              t - h, t, t - h, t - interval '5 hours', t, i %% 20 <> 0, t, 'SIGNED',
              case when i %% 20 = 0 then t - interval '1 hour' end,
              (i %% 33 = 0)::int, 9, i %% 3, 480000, 8,
              array[i %% 90, i * 7 %% 90, i * 13 %% 90, 20, 30, 40, 45, 50]::smallint[]
            from (select i, '2026-08-31T16:00:00Z'::timestamptz + i * (interval '30 days' / %1$d) as t,
                  interval '1 hour' * (20 + i %% 80) as h from\s"""
                    + PARCELS + ") x",
            "insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, agrees, bound_at,"
                    + " amount, currency) select md5('set' || i)::uuid,"
                    + " case i %% 3 when 0 then 'WAITING' else 'RECONCILED' end,"
                    + " 1, '{}', 'default', 'onerway', true, '2026-08-20Z', 100, 'SAR' from "
                    + PARCELS,
            "vacuum analyze");

    private final int shipments;
    private final ConsoleBackdrop backdrop;
    private final HttpClient http = HttpClient.newHttpClient();

    private ReportBench(ConsoleBackdrop backdrop, int shipments) {
        this.backdrop = backdrop;
        this.shipments = shipments;
    }

    public static void main(String[] arguments) throws Exception {
        int shipments = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        new ReportBench(new ConsoleBackdrop(), shipments).run();
        System.exit(0); // Kafka leaves threads behind
    }

    private void run() throws Exception {
        try (ServiceProcess console = backdrop.console();
                Connection database = backdrop.database("console,console_read")) {
            console.awaitReady();
            fill(database);
            for (String path : PATHS) {
                answer(path);
            }
        }
    }

    private void fill(Connection database) throws SQLException {
        try (Statement statement = database.createStatement()) {
            for (String sql : FILL) {
                statement.execute(sql.formatted(shipments));
            }
        }
    }

    private void answer(String path) throws IOException, InterruptedException {
        long[] millis = new long[CALLS];
        int size = 0;
        for (int call = 0; call < CALLS; call++) {
            long begun = System.nanoTime();
            HttpResponse<String> answer = http.send(backdrop.call(path).build(), BodyHandlers.ofString());
            millis[call] = (System.nanoTime() - begun) / 1_000_000;
            size = answer.body().length();
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
            }
        }
        long first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "GET %s: first %,d ms, median %,d ms, longest %,d ms, %,d characters%n",
                path, first, millis[CALLS / 2], millis[CALLS - 1], size);
    }
}
