package io.waymark.poller.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.InvalidFieldException;
import io.waymark.carriers.Label;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.Scan;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.WaybillOrder;
import io.waymark.carriers.WaybillOrder.Cargo;
import io.waymark.carriers.WaybillOrder.Line;
import io.waymark.carriers.WaybillOrder.Party;
import io.waymark.carriers.WaybillOrder.Payer;
import io.waymark.carriers.Weight;
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

/** Everything that 30post can be asked, against its twin, on good days and on bad ones. */
class ThirtyPostClientIT {

    private static final String NUMBER = "A8000194846E";

    private static final WaybillOrder ORDER = order(NUMBER, "sydney");

    private static final TrackingQuery QUERY = new TrackingQuery("thirtypost", NUMBER, null, null, null);

    private final SandboxServer sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
    private final HttpClient http = HttpClient.newHttpClient();
    private final Asked carrier = asked(Map.of(), Duration.ofSeconds(8));

    private static WaybillOrder order(String id, String branch) {
        return new WaybillOrder(
                id,
                new Party("Wang", "0400000000", "w@example.com", "NSW", "Sydney", "", "1 Test St", "2000"),
                new Party("李四", "13800000000", "", "辽宁", "大连", "中山区", "人民路1号", "116001"),
                new Cargo("奶粉", new BigDecimal("2.35"), null, 1),
                List.of(new Line("奶粉", new BigDecimal("2"), new BigDecimal("13.5"), "AUD")),
                null,
                Payer.SENDER,
                false,
                Map.of("branch", branch, "business", "中邮小包", "agency", "代理店"));
    }

    private Asked asked(Map<String, String> others, Duration answerTimeout) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "waymark.thirtypost.url", sandbox.url() + "/thirtypost/",
                "waymark.thirtypost.access-key", "c2e2e01c-6c95-4146-99d6-815811755603",
                "waymark.thirtypost.secret-key", "5fd68fbe-16a4-4851-bc56-3b1890a40a90"));
        settings.putAll(others);
        return new Asked(settings, Asked.Limits.ofAnswer(answerTimeout));
    }

    private <Q, A> A ask(OperationKind<Q, A> kind, Q request) {
        return carrier.ask(ProviderId.THIRTYPOST, kind, request);
    }

    @AfterEach
    void stop() {
        carrier.close();
        sandbox.close();
    }

    @Test
    void booksAndWeighsAndPrintsTheReturnLabel() {
        assertThat(ask(OperationKind.BOOK, ORDER).trackingNumber()).isEqualTo(NUMBER);
        assertThat(ask(OperationKind.WEIGH, NUMBER)).isEqualTo(new Weight(new BigDecimal("2.35"), ""));
        Label label = ask(OperationKind.RETURN_LABEL, NUMBER);
        assertThat(label.form()).isEqualTo(Label.Form.URL);
        assertThat(label.content()).startsWith(sandbox.url());
    }

    @Test
    void opensAndClosesABatch() {
        assertThat(ask(OperationKind.OPEN_BATCH, "批次一").id()).isEqualTo("1");
        fails(CarrierError.REFUSED, "exists", OperationKind.OPEN_BATCH, "批次一");
        assertThat(ask(OperationKind.CLOSE_BATCH, "批次一")).isNotNull();
        assertThat(ask(OperationKind.CLOSE_BATCH, "批次一")).isNotNull();
        fails(CarrierError.REFUSED, "not-found", OperationKind.CLOSE_BATCH, "批次二");
    }

    @Test
    void readsAWholeJourneyOutOfFreeText() {
        start("delivered");
        await().atMost(Duration.ofSeconds(10)).until(() -> history().size() == 10);

        assertThat(ask(OperationKind.QUERY, QUERY).evidence()).isEqualTo(Evidence.TEXT);
        assertThat(history())
                .extracting(ThirtyPostClientIT::meaning)
                .containsExactlyInAnyOrder(
                        "ORDER_CREATED",
                        "PICKED_UP",
                        "MOVING",
                        "LINEHAUL",
                        "LINEHAUL",
                        "CUSTOMS_PROCESSING",
                        "CUSTOMS_CLEARED",
                        "MOVING",
                        "OUT_FOR_DELIVERY",
                        "SIGNED");
    }

    @ParameterizedTest
    @CsvSource({
        "locker, LOCKER_OR_STATION, SIGNED",
        "returned, RETURNING, RETURN_SIGNED",
        "exception, UNREACHABLE, SIGNED",
        "customs, CUSTOMS_EXCEPTION, SIGNED"
    })
    void readsWhatIsParticularToAJourney(String journey, String on, String last) {
        start(journey);

        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(history())
                .extracting(ThirtyPostClientIT::meaning)
                .contains(on, last));
    }

    @Test
    void hasNoScansOfABillThatHasNotMoved() {
        ask(OperationKind.BOOK, ORDER);

        assertThat(history()).isEmpty();
    }

    @Test
    void doesNotSendABillThatTheCarrierWouldRefuse() {
        fault("bad-signature", 1);

        assertThatExceptionOfType(InvalidFieldException.class)
                .isThrownBy(() -> ask(OperationKind.BOOK, order("ORD2", "perth")))
                .satisfies(e -> assertThat(e.field()).isEqualTo("options.branch"));
        fails(CarrierError.UNAUTHORIZED, "signature", OperationKind.WEIGH, NUMBER); // the fault is still there
    }

    @Test
    void asksAgainForANumberThatIsNotKnownYet() {
        fails(CarrierError.UNKNOWN_CODE, "not-found", OperationKind.QUERY, QUERY);
        fails(CarrierError.REFUSED, "not-found", OperationKind.WEIGH, NUMBER);
        fails(CarrierError.REFUSED, "not-found", OperationKind.RETURN_LABEL, NUMBER);
    }

    @ParameterizedTest
    @CsvSource({
        "access-key, somebody, permission",
        "secret-key, wrong, signature",
        "zone, America/Los_Angeles, timer",
    })
    void pausesTheAccountWhenItIsNotBelieved(String setting, String value, String code) {
        try (Asked other = asked(Map.of("waymark.thirtypost." + setting, value), Duration.ofSeconds(8))) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> other.ask(ProviderId.THIRTYPOST, OperationKind.OPEN_BATCH, "B"))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.UNAUTHORIZED))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    static Stream<Arguments> operationsOnBadDays() {
        Map<OperationKind<?, ?>, Object> requests = Map.of(
                OperationKind.BOOK, ORDER,
                OperationKind.OPEN_BATCH, "B",
                OperationKind.CLOSE_BATCH, "B",
                OperationKind.WEIGH, NUMBER,
                OperationKind.RETURN_LABEL, NUMBER,
                OperationKind.QUERY, QUERY);
        Map<String, CarrierError> faults = Map.of(
                "http500", CarrierError.UNAVAILABLE,
                "reset", CarrierError.UNAVAILABLE,
                "drop", CarrierError.UNAVAILABLE,
                "bad-signature", CarrierError.UNAUTHORIZED,
                "html", CarrierError.MALFORMED,
                "truncated", CarrierError.MALFORMED);
        return requests.entrySet().stream().flatMap(request -> faults.entrySet().stream()
                .map(fault -> Arguments.of(request.getKey(), request.getValue(), fault.getKey(), fault.getValue())));
    }

    @ParameterizedTest
    @MethodSource("operationsOnBadDays")
    <Q> void tellsABadDayByItsKind(OperationKind<Q, ?> kind, Q request, String mode, CarrierError error) {
        fault(mode, 1);

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> ask(kind, request))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error));
    }

    @ParameterizedTest
    @CsvSource({"drop", "html", "truncated"})
    void booksOnceThoughTheAnswerWasLost(String mode) {
        fault(mode, 1);
        assertThatExceptionOfType(CarrierException.class).isThrownBy(() -> ask(OperationKind.BOOK, ORDER));

        assertThat(ask(OperationKind.WEIGH, NUMBER).value()).isEqualByComparingTo("2.35");
        assertThat(ask(OperationKind.BOOK, ORDER).trackingNumber()).isEqualTo(NUMBER);
    }

    @Test
    void waitsForASlowAnswer() {
        fault("slow", 1);

        assertThat(ask(OperationKind.OPEN_BATCH, "B").id()).isEqualTo("1");
    }

    @Test
    void givesUpAnAnswerThatDoesNotCome() {
        fault("timeout", 1);
        try (Asked hasty = asked(Map.of(), Duration.ofMillis(500))) {
            assertThatExceptionOfType(CarrierException.class)
                    .isThrownBy(() -> hasty.ask(ProviderId.THIRTYPOST, OperationKind.QUERY, QUERY))
                    .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.TIMEOUT));
        }
    }

    private <Q> void fails(CarrierError error, String code, OperationKind<Q, ?> kind, Q request) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> ask(kind, request))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private List<Scan> history() {
        return parsed(ask(OperationKind.QUERY, QUERY)).scans();
    }

    private static ParsedPayload parsed(TrackingAnswer answer) {
        return Providers.of("thirtypost")
                .orElseThrow()
                .parser()
                .parse(new RawPayload(
                        "id",
                        "thirtypost",
                        ShipmentId.of("thirtypost", NUMBER),
                        "thirtypost",
                        NUMBER,
                        RawPayload.Route.TRACKING_NUMBER,
                        0,
                        Instant.now(),
                        answer.contentType(),
                        answer.body(),
                        answer.evidence(),
                        "",
                        null));
    }

    private static String meaning(Scan scan) {
        return Providers.of("thirtypost")
                .orElseThrow()
                .meanings()
                .of(scan.reading().rawCode(), scan.reading().detail())
                .subStatus()
                .orElseThrow()
                .name();
    }

    private void start(String journey) {
        order(
                "POST",
                "/sandbox/parcels",
                "{\"provider\":\"thirtypost\",\"carrier\":\"thirtypost\",\"trackingNumber\":\"" + NUMBER
                        + "\",\"script\":\"" + journey + "\",\"speed\":1000000}",
                201);
    }

    private void fault(String mode, int times) {
        order(
                "PUT",
                "/sandbox/faults",
                "{\"target\":\"thirtypost\",\"mode\":\"" + mode + "\",\"times\":" + times + "}",
                200);
    }

    private void order(String method, String path, String body, int expected) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .method(method, BodyPublishers.ofString(body, UTF_8))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
