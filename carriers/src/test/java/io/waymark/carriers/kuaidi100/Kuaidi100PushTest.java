package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Vectors;
import io.waymark.carriers.Verdict;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Refusal;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Kuaidi100PushTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SALT = "test-salt-0001";
    private static final String PARAM = Vectors.input("k100-push-shutdown-301", "param");
    private static final String SIGN = Vectors.expected("k100-push-shutdown-301", "sign");
    private static final ShipmentId SHIPMENT = ShipmentId.of("zto", "TEST0000000003");

    private final Kuaidi100Push push = new Kuaidi100Push(List.of("newer", SALT), List.of("master-2", "master-1"));

    static Stream<String> signedPushes() {
        return Vectors.ids("k100-push", "form_body");
    }

    @ParameterizedTest
    @MethodSource("signedPushes")
    void signsLikeTheOfficialSdk(String vector) {
        assertThat(sign(Vectors.input(vector, "param"), Vectors.input(vector, "salt")))
                .isEqualTo(Vectors.expected(vector, "sign"));
    }

    @Test
    void signsQueriesLikeTheOfficialSdk() {
        assertThat(Kuaidi100Signature.ofQuery("{\"com\":\"ems\",\"num\":\"1136281381675\"}", "k", "c"))
                .isEqualTo(Vectors.expected("k100-query-sign-min", "sign"));
    }

    @Test
    void acceptsARealFormBodySignedWithAnOlderSalt() {
        Verdict verdict = push.verify(request(Vectors.expected("k100-push-shutdown-301", "form_body")));

        assertThat(verdict)
                .isEqualTo(new Verdict.Accepted(
                        SHIPMENT,
                        "zto",
                        "TEST0000000003",
                        RawPayload.Route.TRACKING_NUMBER,
                        Evidence.SIGNED_PUSH,
                        "account-salt:1cfc99a7"));
    }

    @Test
    void acceptsALowerCaseSignature() {
        assertThat(push.verify(signed(PARAM, SIGN.toLowerCase(Locale.ROOT)))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void rejectsAPushWhoseParamWasChanged() {
        assertThat(push.verify(signed(PARAM + " ", SIGN))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void rejectsAPushSignedOverTheEncodedText() {
        String encoded = URLEncoder.encode(PARAM, UTF_8);

        assertThat(push.verify(signed(PARAM, sign(encoded, SALT)))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void rejectsAPushWithTheSaltInFrontOrWithoutAny() {
        assertThat(push.verify(signed(PARAM, sign(SALT, PARAM)))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
        assertThat(push.verify(signed(PARAM, sign(PARAM, "")))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void rejectsAPushWhosePercentSignsSomebodyDecodedTwice() {
        String param = "{\"context\":\"100%2B1\"}";
        String decodedTwice = "{\"context\":\"100+1\"}";

        assertThat(push.verify(signed(param, sign(decodedTwice, SALT))))
                .isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void agreesWithThePushThatTheProvidersOwnClientTakes() {
        String param = Vectors.input("k100-push-seed-compact", "param");
        String upper = Vectors.input("k100-callBackUrl-official", "sign_upper");

        // the client's sample has no salt
        assertThat(sign(param, "")).isEqualTo(upper);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "param=%7B%7D", "sign=ABC", "param=&sign="})
    void rejectsAPushThatLacksAField(String body) {
        assertThat(push.verify(request(body))).isEqualTo(Verdict.rejected(Refusal.MISSING_FIELD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{\"lastResult\":{}}",
                "{\"lastResult\":{\"com\":\"ems\",\"nu\":\" \"}}",
                "{} {}"
            })
    void rejectsARightlySignedPushThatCannotBeRead(String param) {
        assertThat(push.verify(signed(param, sign(param, SALT)))).isEqualTo(Verdict.rejected(Refusal.MALFORMED));
    }

    @Test
    void onAShipmentsPathOnlyItsOwnSaltCounts() {
        String own = Kuaidi100Salt.of("master-1", SHIPMENT);
        String anothers = Kuaidi100Salt.of("master-1", ShipmentId.of("zto", "OTHER"));

        assertThat(push.verify(onPath(own))).isInstanceOf(Verdict.Accepted.class);
        assertThat(push.verify(onPath(anothers))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
        assertThat(push.verify(onPath(SALT))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void aCorrectedCarriersPushBelongsToTheShipmentOfTheOldOne() {
        String form = Vectors.expected("k100-push-seed-compact", "form_body");

        assertThat(push.verify(request(form)))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> assertThat(accepted.shipmentId())
                        .isEqualTo(ShipmentId.of("yto", "V030344422")));
    }

    @Test
    void aPushThatNamesNoNumberBelongsToTheShipmentOfItsPath() {
        String abort = "{\"status\":\"abort\",\"message\":\"3天查询无记录\",\"lastResult\":{\"data\":[]}}";
        String salt = Kuaidi100Salt.of("master-2", SHIPMENT);
        PushRequest request = signed(abort, sign(abort, salt));

        assertThat(push.verify(new PushRequest(request.body(), FORM, Instant.EPOCH, Optional.of(SHIPMENT))))
                .isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
                    assertThat(accepted.shipmentId()).isEqualTo(SHIPMENT);
                    assertThat(accepted.trackingNumber()).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"A\\u0000B", "A\\nB", "\\u0000"})
    void rejectsANumberThatCannotBeOne(String number) {
        String param = "{\"lastResult\":{\"com\":\"ems\",\"nu\":\"" + number + "\"}}";

        assertThat(push.verify(signed(param, sign(param, SALT)))).isEqualTo(Verdict.rejected(Refusal.MALFORMED));
    }

    @Test
    void withoutSecretsNobodyIsBelieved() {
        Kuaidi100Push unarmed = new Kuaidi100Push(List.of(), List.of());

        assertThat(unarmed.verify(signed(PARAM, SIGN))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
        assertThat(unarmed.secrets()).isEmpty();
    }

    @Test
    void listsTheNamesUnderWhichAPushIsVerified() {
        String derived = Kuaidi100Salt.of("master-1", SHIPMENT);

        assertThat(push.secrets()).hasSize(4).contains(verifiedBy(signed(PARAM, SIGN)), verifiedBy(onPath(derived)));
        assertThat(verifiedBy(onPath(derived))).startsWith("derived-salt:");
    }

    private String verifiedBy(PushRequest request) {
        return ((Verdict.Accepted) push.verify(request)).verifiedBy();
    }

    @Test
    void answersInTheExactWords() {
        assertThat(push.accepted()).isEqualTo("{\"result\":true,\"returnCode\":\"200\",\"message\":\"成功\"}");
        assertThat(push.rejected(Refusal.BAD_SIGNATURE))
                .startsWith("{\"result\":false,\"returnCode\":\"500\",\"message\":");
    }

    private static PushRequest onPath(String salt) {
        PushRequest request = signed(PARAM, sign(PARAM, salt));
        return new PushRequest(request.body(), FORM, Instant.EPOCH, Optional.of(SHIPMENT));
    }

    private static String sign(String param, String salt) {
        return Kuaidi100Signature.ofPush(param.getBytes(UTF_8), salt);
    }

    private static PushRequest signed(String param, String sign) {
        return request("param=" + URLEncoder.encode(param, UTF_8) + "&sign=" + sign);
    }

    private static PushRequest request(String body) {
        return new PushRequest(body.getBytes(UTF_8), FORM, Instant.EPOCH, Optional.empty());
    }
}
