package io.waymark.quickstart;

import static io.waymark.quickstart.Parcels.assertAccepted;
import static io.waymark.quickstart.Parcels.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.ShipmentId;
import io.waymark.quickstart.OtlpDouble.Sent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the product tells of itself with traces and JSON logs switched on, as its images do. */
@Timeout(240)
class TelemetryIT {

    private static final String SECRET = "telemetry-onerway-secret";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** All that spans may hold; none of it is a stranger's, a merchant's or a customer's. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "http.request.method",
            "http.route",
            "http.response.status_code",
            "messaging.system",
            "messaging.operation.type",
            "messaging.destination.name",
            "messaging.destination.partition.id",
            "messaging.kafka.offset",
            "waymark.provider",
            "waymark.operation",
            "waymark.outcome",
            "waymark.code",
            "waymark.gateway",
            "waymark.settlement",
            "waymark.attempt");

    private static final OtlpDouble COLLECTOR = new OtlpDouble();
    private static final OnerwayDouble ONERWAY = new OnerwayDouble(SECRET);
    private static final World WORLD = new World();
    private static final Parcels PARCELS = new Parcels(WORLD, ONERWAY);
    private static final DataDirectory DATA =
            new DataDirectory(Path.of("target").toAbsolutePath().resolve("telemetry"));
    private static final Product PRODUCT = new Product(DATA.path(), settings());

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(WORLD.settings(ONERWAY.url(), SECRET));
        settings.put("QUARKUS_OTEL_SDK_DISABLED", "false");
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.url());
        settings.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        settings.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "200ms");
        settings.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        settings.put("WAYMARK_POLLING_SPEED", "5000");
        return settings;
    }

    @BeforeAll
    static void start() {
        PRODUCT.start("--fresh", "--no-demo");
    }

    @AfterAll
    static void stop() {
        if (PRODUCT.isRunning()) {
            PRODUCT.stop();
        }
        ONERWAY.close();
        COLLECTOR.close();
    }

    @Test
    void oneCallbackIsOneTraceFromTheDoorToTheGateway() throws Exception {
        String number = "YT7800000000101";
        String transaction = "1800000000000000101";
        String id = PARCELS.registered("yto", number, transaction);

        assertAccepted(WORLD.kuaidi100Pushes(ShipmentId.of("yto", number), Pushes.delivered(number)));

        eventually(() -> assertThat(ONERWAY.uploadsOf(number)).hasSize(1));
        eventually(() -> assertThat(wayTo("notifier: onerway upload"))
                .containsExactly(
                        "webhook-ingest: callback kuaidi100",
                        "normalizer: process waymark.raw.v1",
                        "notifier: process waymark.events.v1",
                        "notifier: onerway upload"));
        Sent door = first("webhook-ingest: callback kuaidi100");
        assertThat(door.kind()).isEqualTo("SPAN_KIND_SERVER");
        assertThat(door.parent()).isEmpty();
        assertThat(door.attributes())
                .containsEntry("http.route", "/callbacks/kuaidi100/{shipmentId}")
                .containsEntry("waymark.outcome", "ACCEPTED");
        assertThat(first("notifier: onerway upload").kind()).isEqualTo("SPAN_KIND_CLIENT");
        assertThat(ONERWAY.uploadsOf(number).get(0).headers())
                .as("what the gateway is told")
                .doesNotContain("traceparent", "tracestate", "baggage");
        assertNothingOfTheParcelIsIn(COLLECTOR.spans().toString(), number, id, transaction);
        assertExemplarsNameTraces(9081, "callback_seconds_bucket");
        assertExemplarsNameTraces(9083, "event_freshness_seconds_bucket");
        assertTheLogNames(door.trace(), "notifier", "gateway called");
    }

    @Test
    void aRegistrationIsOneTraceFromTheMerchantToThoseWhoKeepIt() {
        PARCELS.registered("yto", "YT7800000000102", "1800000000000000102");

        eventually(() -> assertThat(wayTo("normalizer: process waymark.shipments.v1"))
                .containsExactly("console: POST /v1/shipments", "normalizer: process waymark.shipments.v1"));
        eventually(() -> assertThat(wayTo("notifier: process waymark.shipments.v1"))
                .containsExactly("console: POST /v1/shipments", "notifier: process waymark.shipments.v1"));
    }

    @Test
    void whatIsPolledIsATraceThatBeginsWithThePoll() {
        String number = "YT7800000000103";
        WORLD.moves("yto", number, "delivered", 5000);
        WORLD.polled("yto", number);

        eventually(() -> assertThat(ways("normalizer: process waymark.raw.v1"))
                .contains(List.of("poller: poll kuaidi100", "normalizer: process waymark.raw.v1")));
        assertThat(wayTo("poller: kuaidi100 query"))
                .containsExactly("poller: poll kuaidi100", "poller: kuaidi100 query");
    }

    @Test
    void aLineIsOneJsonObjectWhateverIsInIt() throws IOException {
        String number = "YT7800000000104";
        ONERWAY.answers("7\\r\\n{\\\"level\\\":\\\"ERROR\\\"}\\u0000\\u001b[2K");
        PARCELS.registered("yto", number, "1800000000000000104");
        assertAccepted(WORLD.kuaidi100Pushes(Pushes.delivered(number)));
        eventually(() -> assertThat(lines("notifier"))
                .anySatisfy(line -> assertThat(line.path("message").asText()).startsWith("answer in an unknown code")));
        ONERWAY.answers("20000");

        for (String service : List.of("webhook-ingest", "poller", "normalizer", "notifier", "console")) {
            assertThat(lines(service)).as(service).isNotEmpty().allSatisfy(line -> {
                assertThat(line.path("level").asText()).isNotEmpty();
                assertThat(line.path("message").isTextual()).isTrue();
            });
        }
        JsonNode alarm = lines("notifier").stream()
                .filter(line -> line.path("message").asText().startsWith("answer in an unknown code"))
                .findFirst()
                .orElseThrow();
        assertThat(alarm.at("/mdc/gateway").asText()).isEqualTo("onerway");
        assertThat(alarm.at("/mdc/operation").asText()).isEqualTo("UPLOAD");
        assertThat(alarm.at("/mdc/code").asText()).contains("7");
        assertThat(alarm.at("/mdc/traceId").asText()).hasSize(32);
        assertThat(alarm.at("/mdc/spanId").asText()).hasSize(16);
    }

    private static void assertNothingOfTheParcelIsIn(String spans, String number, String id, String transaction) {
        assertThat(spans)
                .doesNotContain(number, id, transaction, World.KUAIDI100_SALT, SECRET)
                .doesNotContain("?s=", "/q/", "quickstart-key", "127.0.0.1");
        assertThat(COLLECTOR.spans()).allSatisfy(span -> assertThat(ATTRIBUTES)
                .as(span.label())
                .containsAll(span.attributes().keySet()));
    }

    /** In the form of OpenMetrics, which is asked for as Prometheus does. */
    private static void assertExemplarsNameTraces(int port, String buckets) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/metrics"))
                .header("Accept", "application/openmetrics-text; version=1.0.0; charset=utf-8")
                .build();
        String metrics = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();
        assertThat(metrics.lines()
                        .filter(line -> line.startsWith(buckets) && line.contains("# {"))
                        .toList())
                .as(buckets)
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).containsPattern("trace_id=\"[0-9a-f]{32}\""));
    }

    private static void assertTheLogNames(String trace, String service, String words) {
        eventually(() -> assertThat(lines(service)).anySatisfy(line -> {
            assertThat(line.path("message").asText()).startsWith(words);
            assertThat(line.at("/mdc/traceId").asText()).isEqualTo(trace);
        }));
    }

    private static Sent first(String label) {
        return COLLECTOR.spans().stream()
                .filter(span -> span.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The spans that led to the first of that label, itself the last. */
    private static List<String> wayTo(String label) {
        return way(first(label));
    }

    private static List<List<String>> ways(String label) {
        return COLLECTOR.spans().stream()
                .filter(span -> span.label().equals(label))
                .map(TelemetryIT::way)
                .toList();
    }

    private static List<String> way(Sent last) {
        List<String> way = new ArrayList<>(List.of(last.label()));
        String parent = last.parent();
        for (Sent span = byId(last.trace(), parent); span != null; span = byId(span.trace(), span.parent())) {
            way.add(0, span.label());
        }
        return way;
    }

    private static Sent byId(String trace, String id) {
        return COLLECTOR.spans(trace).stream()
                .filter(span -> span.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What a service has written, one object a line. */
    private static List<JsonNode> lines(String service) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.log(service))) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.isObject()).as(line).isTrue();
            lines.add(json);
        }
        return lines;
    }
}
