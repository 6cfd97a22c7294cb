package io.waymark.bench.settlement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.bench.harness.Findings;
import io.waymark.bench.harness.Latencies;
import io.waymark.bench.harness.Options;
import io.waymark.bench.harness.Table;
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
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * How many settlements a second the built notifier brings from the delivering scan to ACKNOWLEDGED with a large ledger, how long one
 * takes from such a scan to the gateway when nothing else goes on, and beside them what plain SQL does on the same tables.
 */
public final class SettlementQuestion {

    /** Beside those that all questions have. */
    public static final Set<String> OPTIONS = Set.of("rows", "settlements", "single");

    private static final int ROUNDS = 3;
    private static final double WANTED_PER_SECOND = 300;
    private static final double WANTED_MILLIS = 1_000;
    private static final long PAUSE_MILLIS = 40;
    private static final long PATIENCE_SECONDS = 600;

    private final Backdrop backdrop;
    private final Connection database;
    private final Facts facts;

    private SettlementQuestion(Backdrop backdrop, Connection database, Facts facts) {
        this.backdrop = backdrop;
        this.database = database;
        this.facts = facts;
    }

    /** Answers it. */
    public static void measure(Options options, Findings findings) throws Exception {
        Backdrop backdrop = new Backdrop();
        Runtime.getRuntime().addShutdownHook(new Thread(backdrop::close)); // also when it is cut short
        try (backdrop;
                Connection database = DriverManager.getConnection(backdrop.ledger());
                Facts facts = new Facts(backdrop.kafka.bootstrapServers())) {
            FullLedger.fill(database, options.number("rows", 1_000_000, 1_000));
            SettlementQuestion question = new SettlementQuestion(backdrop, database, facts);
            question.rates(options.number("settlements", 6_000, 20), findings);
            question.latency(options.number("single", 300, 10), findings);
        }
    }

    private void rates(int settlements, Findings findings)
            throws SQLException, InterruptedException, ExecutionException {
        Table table = findings.table("Settlements", "what", "a second");
        table.row("warm-up", perSecond("W", settlements / 2));
        List<Double> rounds = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            double rate = perSecond("R" + round + "-", settlements);
            table.row("round " + round, rate);
            rounds.add(rate);
        }
        double limit = PlainSql.perSecond(backdrop.ledger(), "R1-", settlements);
        table.row("limit: plain SQL", limit);
        double middle = rounds.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
        findings.ratio("settlements to plain SQL", middle, limit);
        findings.atLeast("settlements a second", middle, WANTED_PER_SECOND);
    }

    private void latency(int number, Findings findings)
            throws SQLException, InterruptedException, ExecutionException, IOException {
        Latencies latencies = single(number);
        findings.table("Alone, from the scan to its upload", "how many", "p50 ms", "p99 ms", "longest ms")
                .row(latencies.count(), latencies.millis(0.5), latencies.millis(0.99), latencies.millis(1));
        findings.under("p99 from the scan to its upload, ms", latencies.millis(0.99), WANTED_MILLIS);
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

    private Latencies single(int number) throws SQLException, InterruptedException, ExecutionException, IOException {
        for (int i = 0; i < number; i++) {
            facts.registered("S", i);
        }
        await("S", "OWED", number);
        Map<String, Instant> written = new HashMap<>();
        for (int i = 0; i < number; i++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            written.put("S" + i, Instant.now());
            facts.delivered("S" + i).get();
        }
        await("S", "ACKNOWLEDGED", number);
        Latencies latencies = new Latencies();
        for (String gateway : List.of("onerway", "asiabill")) {
            for (JsonNode upload : uploads(gateway)) {
                Instant sent =
                        written.get(upload.path("body").path("trackingNo").asText());
                if (sent != null) {
                    latencies.add(Duration.between(
                                    sent, Instant.parse(upload.path("time").asText()))
                            .toNanos());
                }
            }
        }
        return latencies;
    }

    private JsonNode uploads(String gateway) throws IOException, InterruptedException {
        URI uri = URI.create(backdrop.sandbox.url() + "/sandbox/gateways/" + gateway + "/uploads");
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                        .body());
    }
}
