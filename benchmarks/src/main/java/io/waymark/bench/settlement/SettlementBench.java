package io.waymark.bench.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Measures the built notifier with a large ledger: settlements per second from the delivering scan to ACKNOWLEDGED, the
 * time from such a scan to the gateway when nothing else goes on, and beside them what plain SQL does on the same tables.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.settlement.SettlementBench [rows] [settlements]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class SettlementBench {

    private static final int SINGLE = 300;
    private static final long PAUSE_MILLIS = 40;
    private static final long PATIENCE_SECONDS = 600;

    private final Backdrop backdrop;
    private final Connection database;
    private final Facts facts;

    private SettlementBench(Backdrop backdrop, Connection database, Facts facts) {
        this.backdrop = backdrop;
        this.database = database;
        this.facts = facts;
    }

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int settlements = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6_000;
        Backdrop backdrop = new Backdrop();
        Runtime.getRuntime().addShutdownHook(new Thread(backdrop::close)); // also when it is cut short
        try (Connection database = DriverManager.getConnection(backdrop.ledger());
                Facts facts = new Facts(backdrop.kafka.bootstrapServers())) {
            new SettlementBench(backdrop, database, facts).run(rows, settlements);
        }
        System.exit(0); // Kafka leaves threads behind
    }

    private void run(int rows, int settlements)
            throws SQLException, InterruptedException, ExecutionException, IOException {
        long begun = System.nanoTime();
        FullLedger.fill(database, rows);
        System.out.printf("ledger of %,d rows written in %d s%n", rows, (System.nanoTime() - begun) / 1_000_000_000);
        System.out.printf("warm-up: %.0f settlements/s%n", perSecond("W", settlements / 2));
        for (int round = 1; round <= 3; round++) {
            System.out.printf("round %d: %.0f settlements/s%n", round, perSecond("R" + round + "-", settlements));
        }
        System.out.printf(
                "limit: %.0f settlements/s by plain SQL%n", PlainSql.perSecond(backdrop.ledger(), "R1-", settlements));
        List<Long> millis = single();
        System.out.printf(
                "single, scan written to upload received: p50 %d ms, p99 %d ms, longest %d ms%n",
                millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100), millis.get(millis.size() - 1));
    }

    /** From the first delivering scan that is written to the last settlement that is acknowledged. */
    private double perSecond(String prefix, int settlements) throws SQLException, InterruptedException {
        for (int i = 0; i < settlements; i++) {
            facts.registered(prefix, i);
        }
        await(prefix, "OWED", settlements);
        Instant begun = Instant.now();
        for (int i = 0; i < settlements; i++) {
            facts.delivered(prefix + i);
        }
        Instant ended = await(prefix, "ACKNOWLEDGED", settlements);
        return settlements * 1000.0 / Duration.between(begun, ended).toMillis();
    }

    /** Waits until all of a round are in a state; when the last of them got there. */
    private Instant await(String prefix, String state, int settlements) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        try (PreparedStatement count = database.prepareStatement(
                """
                select count(*), max(changed_at) from settlement
                where settlement_id = any(?) and merchant_id = ? and state = ?""")) {
            count.setArray(
                    1,
                    database.createArrayOf(
                            "uuid", Facts.idsOf(prefix, settlements).toArray()));
            count.setString(2, prefix);
            count.setString(3, state);
            while (System.nanoTime() < deadline) {
                try (ResultSet found = count.executeQuery()) {
                    found.next();
                    if (found.getInt(1) == settlements) {
                        return found.getTimestamp(2).toInstant();
                    }
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        throw new IllegalStateException("not all settlements came to " + state);
    }

    private List<Long> single() throws SQLException, InterruptedException, ExecutionException, IOException {
        for (int i = 0; i < SINGLE; i++) {
            facts.registered("S", i);
        }
        await("S", "OWED", SINGLE);
        Map<String, Instant> written = new HashMap<>();
        for (int i = 0; i < SINGLE; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            written.put("S" + i, Instant.now());
            facts.delivered("S" + i).get();
        }
        await("S", "ACKNOWLEDGED", SINGLE);
        List<Long> millis = new ArrayList<>();
        for (String gateway : List.of("onerway", "asiabill")) {
            for (JsonNode upload : uploads(gateway)) {
                Instant sent =
                        written.get(upload.path("body").path("trackingNo").asText());
                if (sent != null) {
                    millis.add(Duration.between(
                                    sent, Instant.parse(upload.path("time").asText()))
                            .toMillis());
                }
            }
        }
        return millis.stream().sorted().toList();
    }

    private JsonNode uploads(String gateway) throws IOException, InterruptedException {
        URI uri = URI.create(backdrop.sandbox.url() + "/sandbox/gateways/" + gateway + "/uploads");
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
    }
}
