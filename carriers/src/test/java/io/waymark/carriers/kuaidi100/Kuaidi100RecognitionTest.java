package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Kuaidi100RecognitionTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final Kuaidi100Recognition recognition = new Kuaidi100Recognition(Accounts.whole());

    @Test
    void getsWithNumberAndKeyInTheUrl() {
        HttpCall call = recognition.ask("YT 1&2", NOW);

        assertThat(call.method()).isEqualTo(HttpCall.Method.GET);
        assertThat(call.url()).isEqualTo("http://localhost/kuaidi100/autonumber/auto?num=YT+1%262&key=TESTkey00000");
        assertThat(call.body()).isEmpty();
        assertThat(call.toString()).doesNotContain("TESTkey00000");
    }

    @Test
    void asksItsOwnHostWhereOneIsConfigured() {
        Kuaidi100Recognition elsewhere =
                new Kuaidi100Recognition(Accounts.with("autonumber-url", "http://numbers.example.test/"));

        assertThat(elsewhere.ask("1", NOW).address()).isEqualTo("http://numbers.example.test/autonumber/auto");
    }

    @Test
    void answersInOurCodesLikeliestFirstAndEachOnce() {
        String body = "[{\"lengthPre\":15,\"comCode\":\"yuantong\",\"name\":\"圆通速递\"},{\"comCode\":\" shentong \"},"
                + "{\"comCode\":\"yuantong\",\"noPre\":\"YT\",\"noCount\":9},{\"comCode\":\"kuayue\"}]";

        assertThat(read(body)).containsExactly("yto", "sto", "kuayue");
    }

    @Test
    void passesOverWhatNamesNoCompany() {
        assertThat(read("[{\"comCode\":\"\"},{\"comCode\":null},{},7,{\"comCode\":\"a b\"},{\"comCode\":\"ems\"}]"))
                .containsExactly("ems");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{\"result\":false,\"returnCode\":\"201\",\"message\":\"单号不正确\"}"})
    void knowsNobodyForWhatIsNoNumber(String body) {
        assertThat(read(body)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"601, QUOTA_EXHAUSTED", "701, UNAUTHORIZED", "999, UNKNOWN_CODE", "'', UNKNOWN_CODE"})
    void readsEveryFailure(String code, CarrierError error) {
        assertFails("{\"result\":false,\"returnCode\":\"" + code + "\",\"message\":\"x\"}", error, code);
    }

    @ParameterizedTest
    @CsvSource({"<html></html>, not-json", "'[{\"comCode\":\"yuan', not-json", "'\"yuantong\"', not-json"})
    void doesNotTakeAnythingElseForAList(String body, String code) {
        assertFails(body, CarrierError.MALFORMED, code);
    }

    private List<String> read(String body) {
        return recognition.read("1", new HttpAnswer(200, "", body.getBytes(UTF_8)));
    }

    private void assertFails(String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> read(body))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }
}
