package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.gateways.Answer;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.Preparation.Ready;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.Specimen;
import io.waymark.gateways.Upload;
import io.waymark.protocol.HttpCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class AsiaBillTest {

    private static final Specimen ASIABILL = new AsiaBillSpecimen();
    private static final Upload UPLOAD = upload("2022051810582957553787", "NEW_API1213244582639", "www.hinlc.com");
    private static final String SUCCESS =
            "{\"code\":\"00000\",\"data\":{\"tradeNo\":\"2022051810582957553787\",\"status\":\"success\"}}";

    private static Upload upload(String transaction, String order, String url) {
        return new Upload(transaction, order, "other", "aCommerce", "7735609666", url);
    }

    private static Preparation prepare(Upload upload) {
        return ASIABILL.account().prepare(upload, Specimen.NOW);
    }

    private static String body(Upload upload) {
        return new String(((Ready) prepare(upload)).call().body(), UTF_8);
    }

    @Test
    void uploadsAsAsiaBillsOwnExampleDoes() {
        HttpCall call = ((Ready) prepare(UPLOAD)).call();

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://gateway.test/openApi/V2022-03/logistics");
        assertThat(new String(call.body(), UTF_8))
                .isEqualTo(
                        "{\"lcCode\":\"aCommerce\",\"orderNo\":\"NEW_API1213244582639\",\"trackingNo\":\"7735609666\","
                                + "\"trackingWeb\":\"www.hinlc.com\",\"tradeNo\":\"2022051810582957553787\"}");
        assertThat(call.headers())
                .containsEntry("gateway-no", "12246002")
                .containsEntry("request-id", "58675")
                .containsEntry("request-time", "1651888520935")
                .containsEntry("sign-info", "8d19b6dd9b53564ade0ceeffebba3f9f2ba43abf259ee5f20ebeb2645ee4a903")
                .containsEntry("Content-Type", "application/json; charset=UTF-8");
    }

    @Test
    void signsSlashesAsItSendsThem() {
        HttpCall call = ((Ready) prepare(upload("1", null, "https://abc.com/x"))).call();

        assertThat(new String(call.body(), UTF_8)).contains("\"trackingWeb\":\"https://abc.com/x\"");
        assertThat(ASIABILL.isRightlySigned(call)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, , tradeNo", ", 2, orderNo"})
    void oneOfTransactionAndOrderIsEnough(String transaction, String order, String sent) {
        assertThat(body(upload(transaction, order, "www.x.com")))
                .contains("\"" + sent + "\"")
                .doesNotContain("null");
    }

    @Test
    void leavesOutACarrierWhoseCodeNobodyKnows() {
        Upload codeless = new Upload("1", null, "sto", null, "773123", "www.x.com");

        assertThat(body(codeless)).doesNotContain("lcCode");
    }

    @Test
    void holdsAnUploadWithoutACarriersCodeIfTold() {
        Upload codeless = new Upload("1", null, "sto", null, "773123", "www.x.com");

        assertThat(ASIABILL.account(Map.of("carrier-code-required", "true")).prepare(codeless, Specimen.NOW))
                .isInstanceOfSatisfying(Impossible.class, impossible -> assertThat(impossible.obstacle())
                        .isEqualTo(Obstacle.UNKNOWN_CARRIER));
    }

    @ParameterizedTest
    @CsvSource({
        ", , www.x.com, NO_TRANSACTION",
        "1, , , NO_TRACKING_URL",
        "1, , ' ', NO_TRACKING_URL",
        "1, , x, UNFIT_VALUE"
    })
    void saysWhatStandsInTheWay(String transaction, String order, String url, Obstacle obstacle) {
        Impossible impossible = (Impossible) prepare(upload(transaction, order, url));

        assertThat(impossible.obstacle()).isEqualTo(obstacle);
    }

    @ParameterizedTest
    @CsvSource({
        "50, 50, 200, true",
        "1, 2, 2, true",
        "51, 50, 200, false",
        "50, 51, 200, false",
        "50, 1, 200, false",
        "50, 50, 201, false",
        "50, 50, 1, false"
    })
    void takesNoOtherLengthsThanAsiaBill(int carrierCode, int trackingNumber, int url, boolean fits) {
        Upload upload =
                new Upload("1", null, "sf", "C".repeat(carrierCode), "9".repeat(trackingNumber), "w".repeat(url));

        assertThat(prepare(upload)).isInstanceOf(fits ? Ready.class : Impossible.class);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "answers.csv", delimiter = '|', quoteCharacter = '\'')
    void readsAnswers(int status, String body, Reaction reaction, String code) {
        GatewayAccount taught = ASIABILL.account(Map.of(
                "duplicate-codes",
                "99999",
                "rejected-codes",
                "88888",
                "retry-codes",
                "77777",
                "not-yet-codes",
                "66666"));

        Answer answer = taught.read(UPLOAD, Specimen.answer(status, body));

        assertThat(answer.reaction()).isEqualTo(reaction);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # rule,     signature, headers,  reaction,     code
            off,        none,      response, ACKNOWLEDGED, 00000
            off,        wrong,     response, ACKNOWLEDGED, 00000
            if-present, none,      response, ACKNOWLEDGED, 00000
            if-present, lower,     response, ACKNOWLEDGED, 00000
            if-present, upper,     response, ACKNOWLEDGED, 00000
            if-present, upper,     request,  ACKNOWLEDGED, 00000
            if-present, wrong,     response, NO_ANSWER,    BAD_SIGNATURE
            REQUIRED,   none,      response, NO_ANSWER,    NO_SIGNATURE
            required,   upper,     response, ACKNOWLEDGED, 00000
            required,   upper,     request,  ACKNOWLEDGED, 00000
            required,   wrong,     request,  NO_ANSWER,    BAD_SIGNATURE
            """)
    void believesAnswersByRule(String rule, String signature, String headers, Reaction reaction, String code) {
        String right = AsiaBillSpecimen.hmac("12246002" + "58675" + "1651888520999" + "." + SUCCESS);
        Map<String, String> signatures = Map.of(
                "none", "", "lower", right, "upper", right.toUpperCase(), "wrong", right.replace(right.charAt(0), 'x'));

        Answer answer = ASIABILL.account(Map.of("verify-responses", rule))
                .read(UPLOAD, answered(headers, signatures.get(signature), SUCCESS));

        assertThat(answer.reaction()).isEqualTo(reaction);
        assertThat(answer.code()).isEqualTo(code);
    }

    @Test
    void aSignatureIsOfTheRawBytesAndNotOfWhatTheyMean() {
        String right = AsiaBillSpecimen.hmac("12246002" + "58675" + "1651888520999" + "." + SUCCESS);

        assertThat(ASIABILL.account()
                        .read(UPLOAD, answered("response", right, SUCCESS.replace(":", ": ")))
                        .code())
                .isEqualTo("BAD_SIGNATURE");
    }

    @Test
    void aSlipInTheRuleDoesNotTurnItOff() {
        assertThatIllegalArgumentException().isThrownBy(() -> ASIABILL.account(Map.of("verify-responses", "requierd")));
    }

    private static GatewayAnswer answered(String headers, String signature, String body) {
        return new GatewayAnswer(
                200,
                Map.of(
                        "Gateway-No",
                        "12246002",
                        headers + "-id",
                        "58675",
                        headers + "-time",
                        "1651888520999",
                        "Sign-Info",
                        signature),
                body.getBytes(UTF_8));
    }
}
