package io.waymark.carriers.thirtypost;

import static io.waymark.carriers.thirtypost.Accounts.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.waymark.carriers.OperationKind;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Vectors;
import io.waymark.protocol.HttpCall;
import java.nio.charset.Charset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThirtyPostAccountTest {

    private static final TrackingQuery QUERY = new TrackingQuery("thirtypost", "ZY1234567890", null, null, null);

    private static HttpCall query(Map<String, String> settings) {
        return Accounts.operation(OperationKind.QUERY, settings).ask(QUERY, NOW);
    }

    @Test
    void postsTheFormThatOtherProgramsPost() {
        HttpCall call = query(Map.of());

        assertThat(call.method()).isEqualTo(HttpCall.Method.POST);
        assertThat(call.url()).isEqualTo("http://carrier.test/api/bill/express");
        assertThat(new String(call.body(), UTF_8)).isEqualTo(Vectors.expected("30post-express-query", "form_body"));
    }

    @Test
    void leavesTheTimerOutWhereSignaturesShallNotExpire() {
        assertThat(new String(query(Map.of("timer-minutes", "0")).body(), UTF_8))
                .isEqualTo(Vectors.expected("30post-no-timer", "form_body"));
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Shanghai, 5, 2024-01-02 03:04:05",
        "Australia/Sydney, 5, 2024-01-02 06:04:05",
        "UTC, 90, 2024-01-01 20:29:05"
    })
    void writesTheExpiryInTheCarriersZone(String zone, String minutes, String timer) {
        Map<String, String> form = Accounts.form(query(Map.of("zone", zone, "timer-minutes", minutes)));

        assertThat(form).containsEntry("timer", timer);
        assertThat(form.get("sign"))
                .isEqualTo(ThirtyPostSignature.of(
                        form.get("data"),
                        form.get("external_company"),
                        timer,
                        Vectors.input("30post-express-query", "sk"),
                        UTF_8));
    }

    @Test
    void sendsAsciiOnlySoThatBothCharsetsGiveOneSignature() {
        Map<String, String> form =
                Accounts.form(Accounts.operation(OperationKind.OPEN_BATCH).ask("批次一", NOW));

        assertThat(form).containsEntry("data", "{\"batch_name\":\"\\u6279\\u6B21\\u4E00\"}");
        assertThat(form)
                .isEqualTo(Accounts.form(Accounts.operation(OperationKind.OPEN_BATCH, Map.of("charset", "GBK"))
                        .ask("批次一", NOW)));
    }

    @Test
    void hashesKeysBeyondAsciiInTheConfiguredCharset() {
        Map<String, String> form = Accounts.form(query(Map.of("charset", "GBK", "secret-key", "密钥")));

        assertThat(form.get("sign"))
                .isEqualTo(ThirtyPostSignature.of(
                        form.get("data"),
                        form.get("external_company"),
                        form.get("timer"),
                        "密钥",
                        Charset.forName("GBK")))
                .isNotEqualTo(ThirtyPostSignature.of(
                        form.get("data"), form.get("external_company"), form.get("timer"), "密钥", UTF_8));
    }

    @ParameterizedTest
    @CsvSource({"charset, klingon", "zone, Mars", "timer-minutes, soon", "timer-minutes, -5"})
    void namesTheSettingThatIsNone(String setting, String value) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new ThirtyPost().operations(Accounts.settings(Map.of(setting, value))))
                .withMessageContaining("waymark.thirtypost." + setting);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "access-key", "secret-key"})
    void offersNothingWithoutAnAccount(String missing) {
        assertThat(new ThirtyPost()
                        .operations(Accounts.settings(Map.of(missing, "")))
                        .kinds())
                .isEmpty();
    }

    @Test
    void offersWhatTheCarrierCanBeAskedAndNoPush() {
        assertThat(new ThirtyPost().operations(Accounts.settings()).kinds())
                .containsExactlyInAnyOrder(
                        OperationKind.BOOK,
                        OperationKind.OPEN_BATCH,
                        OperationKind.CLOSE_BATCH,
                        OperationKind.WEIGH,
                        OperationKind.RETURN_LABEL,
                        OperationKind.QUERY);
        assertThat(new ThirtyPost().push(Accounts.settings())).isEmpty();
        assertThat(new ThirtyPost()
                        .operations(Accounts.settings(Map.of("weight-path", "")))
                        .kinds())
                .doesNotContain(OperationKind.WEIGH);
    }
}
