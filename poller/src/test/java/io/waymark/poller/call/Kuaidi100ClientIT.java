package io.waymark.poller.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Scan;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.kuaidi100.Kuaidi100;
import io.waymark.contract.Evidence;
import io.waymark.contract.International;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.call.Asked.Limits;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Kuaidi100's client against the sandbox, which checks every call with protocol code of its own, on good and bad days. */
class Kuaidi100ClientIT {

    private static final String NUMBER = "YT1234567890123";
    private static final TrackingQuery QUERY = new TrackingQuery("yto", NUMBER, "深圳", "北京", "+86 13800000000");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static SandboxServer sandbox;
    private static Asked patient;
    private static Asked hasty;

    /** How each operation is asked, and what its credentials' refusal is. */
    private enum Question {
        SUBSCRIBE(
                asked -> asked.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, subscription("yto", NUMBER, null)),
                CarrierError.UNAUTHORIZED,
                "600"),
        QUERY(
                asked -> asked.ask(ProviderId.KUAIDI100, OperationKind.QUERY, Kuaidi100ClientIT.QUERY),
                CarrierError.UNAUTHORIZED,
                "503"),
        RECOGNIZE(
                asked -> asked.ask(ProviderId.KUAIDI100, OperationKind.RECOGNIZE, NUMBER),
                CarrierError.QUOTA_EXHAUSTED,
                "601");

        private final Function<Asked, Object> way;
        private final CarrierError refusal;
        private final String code;

        Question(Function<Asked, Object> way, CarrierError refusal, String code) {
            this.way = way;
            this.refusal = refusal;
            this.code = code;
        }
    }

    /** What goes wrong, and what the caller learns: the error, and what its code looks like. */
    private record BadDay(String mode, CarrierError error, String code) {}

    private record Case(Question question, BadDay day) {

        @Override
        public String toString() {
            return question + " " + day.mode();
        }
    }

    @BeforeAll
    static void start() {
        sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
        patient = asked(Duration.ofSeconds(8));
        hasty = asked(Duration.ofMillis(500));
    }

    @AfterAll
    static void stop() {
        patient.close();
        hasty.close();
        sandbox.close();
    }

    @AfterEach
    void noFaults() throws Exception {
        HTTP.send(
                HttpRequest.newBuilder(URI.create(sandbox.url() + "/sandbox/faults"))
                        .DELETE()
                        .build(),
                BodyHandlers.discarding());
    }

    private static Asked asked(Duration answerTimeout) {
        return new Asked(
                Map.of(
                        "waymark.kuaidi100.url", sandbox.url() + "/kuaidi100",
                        "waymark.kuaidi100.key", "quickstart-key",
                        "waymark.kuaidi100.customer", "quickstart-customer",
                        "waymark.kuaidi100.master-secrets", "quickstart-master-secret",
                        "waymark.kuaidi100.callback-base", "http://localhost:1"),
                Limits.ofAnswer(answerTimeout));
    }

    private static SubscriptionRequest subscription(String carrier, String number, International ends) {
        return new SubscriptionRequest(
                ShipmentId.of(carrier.isEmpty() ? "unknown" : carrier, number),
                carrier,
                number,
                "深圳",
                "北京",
                "0755-26000000-801",
                ends,
                1);
    }

    static List<Case> badDays() {
        List<Case> cases = new ArrayList<>();
        for (Question question : Question.values()) {
            Stream.of(
                            new BadDay("timeout", CarrierError.TIMEOUT, "no-answer"),
                            new BadDay("http500", CarrierError.UNAVAILABLE, "http-500"),
                            new BadDay("reset", CarrierError.UNAVAILABLE, ".*Exception"),
                            new BadDay("html", CarrierError.MALFORMED, "not-json"),
                            new BadDay("truncated", CarrierError.MALFORMED, "not-json"),
                            new BadDay("bad-signature", question.refusal, question.code))
                    .forEach(day -> cases.add(new Case(question, day)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("badDays")
    void everyBadDayHasItsError(Case one) {
        fault(one.day().mode());
        Asked asked = one.day().mode().equals("timeout") ? hasty : patient;

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> one.question().way.apply(asked))
                .satisfies(e -> assertThat(e.error()).isEqualTo(one.day().error()))
                .satisfies(e -> assertThat(e.code()).matches(one.day().code()));
        assertThat(one.question().way.apply(patient)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"SUBSCRIBE", "QUERY", "RECOGNIZE"})
    void aSlowAnswerIsStillAnAnswer(Question question) {
        fault("slow");

        assertThat(question.way.apply(patient)).isNotNull();
    }

    @Test
    void subscribesAndIsToldThatItDidAlready() {
        SubscriptionRequest request =
                subscription("ems", "EX000000000CN", new International("CN", "ems", "JP", "japanposten"));

        assertThat(patient.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, request)
                        .code())
                .isEqualTo("200");
        assertThat(patient.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, request)
                        .code())
                .isEqualTo("501");
    }

    @Test
    void subscribesWithoutACompanyWhatTheProviderRecognises() {
        assertThat(patient.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, subscription("", "771234567890123", null))
                        .code())
                .isEqualTo("200");
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() ->
                        patient.ask(ProviderId.KUAIDI100, OperationKind.SUBSCRIBE, subscription("", "NOBODYS", null)))
                .satisfies(e -> assertThat(e.error()).isEqualTo(CarrierError.UNSUPPORTED))
                .satisfies(e -> assertThat(e.code()).isEqualTo("702"));
    }

    @Test
    void bringsTheHistoryOfAParcelThatMovesAndAnEmptyOneOfOthers() {
        send(
                "POST",
                "/sandbox/parcels",
                new JsonObject()
                        .put("provider", "kuaidi100")
                        .put("carrier", "zto")
                        .put("trackingNumber", "75123456789012")
                        .put("speed", 1_000_000));
        TrackingQuery query = new TrackingQuery("zto", "75123456789012", null, null, "13800000000-4321");

        TrackingAnswer history = await().atMost(PATIENCE)
                .until(() -> patient.ask(ProviderId.KUAIDI100, OperationKind.QUERY, query), answer -> json(answer)
                        .containsKey("nu"));
        TrackingAnswer unknown = patient.ask(ProviderId.KUAIDI100, OperationKind.QUERY, QUERY);

        assertThat(json(history).getString("nu")).isEqualTo("75123456789012");
        assertThat(history.evidence()).isEqualTo(Evidence.PULL);
        assertThat(history.contentType()).startsWith("application/json");
        assertThat(scans(history)).isNotEmpty();
        assertThat(json(unknown).getString("returnCode")).isEqualTo("500");
        assertThat(scans(unknown)).isEmpty();
    }

    /** As they are read once the answer is kept. */
    private static List<Scan> scans(TrackingAnswer answer) {
        RawPayload raw = new RawPayload(
                "id",
                "kuaidi100",
                ShipmentId.of("zto", "75123456789012"),
                "zto",
                "75123456789012",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.now(),
                answer.contentType(),
                answer.body(),
                answer.evidence(),
                "query",
                null);
        return new Kuaidi100().parser().parse(raw).scans();
    }

    private static JsonObject json(TrackingAnswer answer) {
        return new JsonObject(Buffer.buffer(answer.body()));
    }

    @Test
    void doesNotAskWhereNothingIsShownWithoutAPhone() {
        fault("http500");

        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> patient.ask(
                        ProviderId.KUAIDI100,
                        OperationKind.QUERY,
                        new TrackingQuery("sf", "SF1234567890123", null, null, null)))
                .satisfies(e -> assertThat(e.code()).isEqualTo("phone-missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "YT1234567890123 | yto",
                "431234567890123 | yunda,sto",
                "ZZZZZZ          | ''",
                "A B             | ''",
            })
    void namesTheCarriersOfANumberInOurCodes(String number, String carriers) {
        assertThat(String.join(",", patient.ask(ProviderId.KUAIDI100, OperationKind.RECOGNIZE, number)))
                .isEqualTo(carriers);
    }

    private static void fault(String mode) {
        JsonObject fault =
                new JsonObject().put("target", "kuaidi100").put("mode", mode).put("when", "called");
        send("PUT", "/sandbox/faults", fault);
    }

    private static void send(String method, String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.url() + path))
                .method(method, BodyPublishers.ofString(body.encode()))
                .build();
        HttpResponse<String> answer =
                HTTP.sendAsync(request, BodyHandlers.ofString()).join();
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }
}
