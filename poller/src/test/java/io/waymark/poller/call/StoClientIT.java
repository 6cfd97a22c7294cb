package io.waymark.poller.call;

import static io.waymark.carriers.OperationKind.BOOK;
import static io.waymark.carriers.OperationKind.CANCEL;
import static io.waymark.carriers.OperationKind.FIND_OUTLETS;
import static io.waymark.carriers.OperationKind.QUERY;
import static io.waymark.carriers.OperationKind.SUBSCRIBE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.carriers.Area;
import io.waymark.carriers.Cancellation;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.Label;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Outlet;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.Scan;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Waybill;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that STO can be asked in either dialect, against its twin, on good days and on bad ones. */
class StoClientIT {

    private static final String NUMBER = "777031922725111";
    private static final TrackingQuery QUESTION = new TrackingQuery("sto", NUMBER, null, null, null);
    private static final Party PARTY = new Party("张三", "13800138000", "", "浙江省", "杭州市", "滨江区", "网商路699号 *~+/&=", "");
    private static final WaybillOrder ORDER = new WaybillOrder(
            "ORD202306300001",
            PARTY,
            PARTY,
            new Cargo("手机配件", new BigDecimal("0.5"), null, 1),
            List.of(),
            null,
            Payer.SENDER,
            true,
            Map.of());
    private static final SubscriptionRequest SUBSCRIPTION =
            new SubscriptionRequest(ShipmentId.of("sto", NUMBER), "sto", NUMBER, null, null, null, null, 1);

    private final SandboxServer sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    /** One account in both dialects. */
    private Asked asked(String dialect, Map<String, String> others, Duration answerTimeout) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("waymark.sto.url", sandbox.url() + "/sto/"),
                Map.entry("waymark.sto.app-key", "app"),
                Map.entry("waymark.sto.app-code", "code"),
                Map.entry("waymark.sto.secrets", "quickstart-sto-secret,older"),
                Map.entry("waymark.sto.site-code", "666666"),
                Map.entry("waymark.sto.customer-name", "666666000001"),
                Map.entry("waymark.sto.site-password", "test"),
                Map.entry("waymark.sto.order-source", "TEST"),
                Map.entry("waymark.sto.article-enabled", "true"),
                Map.entry("waymark.sto.article-url", sandbox.url() + "/sto"),
                Map.entry("waymark.sto.article-customer-id", "quickstart-sto-customer"),
                Map.entry("waymark.sto.article-secret", "quickstart-sto-article-secret"),
                Map.entry("waymark.sto.booking-dialect", dialect),
                Map.entry("waymark.sto.query-dialect", dialect)));
        settings.putAll(others);
        return new Asked(settings, Asked.Limits.ofAnswer(answerTimeout));
    }

    private <Q, A> A ask(String dialect, OperationKind<Q, A> kind, Q request) {
        try (Asked asked = asked(dialect, Map.of(), Duration.ofSeconds(8))) {
            return asked.ask(ProviderId.STO, kind, request);
        }
    }

    @Test
    void subscribes() {
        assertThat(ask("link", SUBSCRIBE, SUBSCRIPTION).code()).isEqualTo("success");
    }

    @Test
    void booksAtTheGatewayAndLearnsWhatIsPrinted() {
        Waybill waybill = ask("link", BOOK, ORDER);

        assertThat(waybill.trackingNumber()).matches("77\\d{13}");
        assertThat(waybill.details()).containsKeys("bigWord", "packagePlace", "newBlockCode");
        assertThat(waybill.label()).isEmpty();
    }

    @Test
    void booksInTheArticlesDialectAndGetsTheLabel() {
        Waybill waybill = ask("article", BOOK, ORDER);

        assertThat(waybill.trackingNumber()).matches("77\\d{13}");
        assertThat(waybill.label())
                .hasValueSatisfying(label -> assertThat(label.form()).isEqualTo(Label.Form.HTML))
                .hasValueSatisfying(label -> assertThat(label.content()).contains(waybill.trackingNumber(), "网商路699号"));
    }

    @ParameterizedTest
    @CsvSource({"concatenated, json", "concatenated, form", "query-string, json", "query-string, form"})
    void bothSidesSignAlikeInEveryForm(String signing, String format) {
        SandboxSettings settings =
                SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0", "WAYMARK_STO_ARTICLE_SIGNING", signing));
        try (SandboxServer world = SandboxServer.start(settings);
                Asked asked = asked(
                        "article",
                        Map.of(
                                "waymark.sto.article-url", world.url() + "/sto",
                                "waymark.sto.article-signing", signing,
                                "waymark.sto.article-format", format),
                        Duration.ofSeconds(8))) {
            assertThat(asked.ask(ProviderId.STO, BOOK, ORDER).trackingNumber()).startsWith("77");
        }
    }

    @Test
    void withdrawsAnOrderThatHasNotMoved() {
        String number = ask("link", BOOK, ORDER).trackingNumber();

        assertThat(ask("link", CANCEL, new Cancellation(ORDER.orderId(), number, "客户取消"))
                        .code())
                .isEqualTo("success");
        assertThat(orders().get(0).path("cancelled").asBoolean()).isTrue();
        fails("link", CANCEL, new Cancellation("ORD-OTHER", "770", ""), CarrierError.REFUSED, "005");
    }

    @ParameterizedTest
    @CsvSource({"link, PULL", "article, ARTICLE"})
    void tellsTheWholeHistoryOfAParcelWithItsEvidence(String dialect, Evidence evidence) {
        start();

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(history(dialect))
                .extracting(StoClientIT::meaning)
                .containsExactly(
                        "SIGNED", "OUT_FOR_DELIVERY", "ARRIVED_HUB", "ARRIVED_HUB", "DEPARTED_HUB", "PICKED_UP"));
        assertThat(ask(dialect, QUERY, QUESTION).evidence()).isEqualTo(evidence);
    }

    @ParameterizedTest
    @CsvSource({"link", "article"})
    void aNumberThatDidNotMoveHasNoScans(String dialect) {
        assertThat(history(dialect)).isEmpty();
    }

    @Test
    void findsServicePoints() {
        assertThat(ask("article", FIND_OUTLETS, new Area("广东省", "深圳市", "")))
                .extracting(Outlet::name)
                .containsExactly("深圳南山公司", "深圳福田公司");
        assertThat(ask("article", FIND_OUTLETS, new Area("西藏", "", ""))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "link, waymark.sto.secrets, 007",
        "article, waymark.sto.article-secret, SIGN",
        "article, waymark.sto.article-customer-id, CUSTOMER"
    })
    void pausesTheAccountWhenItIsNotBelieved(String dialect, String setting, String code) {
        try (Asked asked = asked(dialect, Map.of(setting, "wrong"), Duration.ofSeconds(8))) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> asked.ask(ProviderId.STO, BOOK, ORDER))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.UNAUTHORIZED))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    static Stream<Arguments> operationsOnBadDays() {
        Stream<Arguments> operations = Stream.of(
                Arguments.of("link", SUBSCRIBE, SUBSCRIPTION),
                Arguments.of("link", QUERY, QUESTION),
                Arguments.of("link", BOOK, ORDER),
                Arguments.of("link", CANCEL, new Cancellation("ORD1", NUMBER, "")),
                Arguments.of("article", QUERY, QUESTION),
                Arguments.of("article", BOOK, ORDER),
                Arguments.of("article", FIND_OUTLETS, new Area("浙江省", "", "")));
        Map<String, CarrierError> faults = Map.of(
                "http500", CarrierError.UNAVAILABLE,
                "reset", CarrierError.UNAVAILABLE,
                "drop", CarrierError.UNAVAILABLE,
                "bad-signature", CarrierError.UNAUTHORIZED,
                "html", CarrierError.MALFORMED,
                "truncated", CarrierError.MALFORMED);
        return operations.flatMap(operation -> faults.entrySet().stream()
                .map(fault -> Arguments.of(
                        operation.get()[0], operation.get()[1], operation.get()[2], fault.getKey(), fault.getValue())));
    }

    @ParameterizedTest
    @MethodSource("operationsOnBadDays")
    <Q> void tellsABadDayByItsKind(
            String dialect, OperationKind<Q, ?> kind, Q request, String mode, CarrierError error) {
        fault(mode);

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> ask(dialect, kind, request))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }

    @ParameterizedTest
    @CsvSource({"link, drop", "link, truncated", "article, drop", "article, html"})
    void booksOnceThoughTheAnswerWasLost(String dialect, String mode) {
        fault(mode);
        assertThatExceptionOfType(CarrierException.class).isThrownBy(() -> ask(dialect, BOOK, ORDER));

        String number = ask(dialect, BOOK, ORDER).trackingNumber();

        assertThat(orders()).hasSize(1);
        assertThat(orders().get(0).path("asked").asInt()).isEqualTo(2);
        assertThat(orders().get(0).path("trackingNumber").asText()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"link", "article"})
    void waitsForASlowAnswer(String dialect) {
        fault("slow");

        assertThat(ask(dialect, BOOK, ORDER).trackingNumber()).startsWith("77");
    }

    @ParameterizedTest
    @CsvSource({"link", "article"})
    void givesUpAnAnswerThatDoesNotCome(String dialect) {
        fault("timeout");
        try (Asked hasty = asked(dialect, Map.of(), Duration.ofMillis(500))) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> hasty.ask(ProviderId.STO, QUERY, QUESTION))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.TIMEOUT));
        }
    }

    private <Q> void fails(String dialect, OperationKind<Q, ?> kind, Q request, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> ask(dialect, kind, request))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<Scan> history(String dialect) {
        TrackingAnswer answer = ask(dialect, QUERY, QUESTION);
        return Providers.of("sto")
                .orElseThrow()
                .parser()
                .parse(new RawPayload(
                        "id",
                        "sto",
                        ShipmentId.of("sto", NUMBER),
                        "sto",
                        NUMBER,
                        RawPayload.Route.TRACKING_NUMBER,
                        0,
                        Instant.now(),
                        answer.contentType(),
                        answer.body(),
                        answer.evidence(),
                        "",
                        null))
                .scans();
    }

    private static String meaning(Scan scan) {
        return Providers.of("sto")
                .orElseThrow()
                .meanings()
                .of(scan.reading().rawCode(), scan.reading().detail())
                .subStatus()
                .orElseThrow()
                .name();
    }

    private void start() {
        direct(
                "POST",
                "/sandbox/parcels",
                "{\"provider\":\"sto\",\"carrier\":\"sto\",\"trackingNumber\":\"" + NUMBER + "\",\"speed\":1000000}",
                201);
    }

    private void fault(String mode) {
        direct("PUT", "/sandbox/faults", "{\"target\":\"sto\",\"mode\":\"" + mode + "\",\"when\":\"called\"}", 200);
    }

    private JsonNode orders() {
        try {
            return new ObjectMapper().readTree(direct("GET", "/sandbox/providers/sto/orders", "", 200));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String direct(String method, String path, String body, int expected) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
