package io.waymark.carriers.sto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.Vectors;
import io.waymark.carriers.Verdict;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Refusal;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterators;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoPushTest {

    private static final StatusMeanings MEANINGS = new Sto().meanings();

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SECRET = "TESTSTOSECRET0001";
    private static final String SIGNED_FORM = Vectors.expected("sto-push-signed", "form_body");

    private final StoPush push = new StoPush(List.of("newer", SECRET), Optional.empty());

    static Stream<String> digests() {
        return Vectors.ids("sto-", "data_digest");
    }

    static Stream<String> scanTypes() {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        Vectors.statusMap("sto_scan_type").fieldNames(), 0),
                false);
    }

    @ParameterizedTest
    @MethodSource("digests")
    void digestsLikeThePublishedVectors(String vector) {
        assertThat(StoSignature.of(Vectors.input(vector, "content"), Vectors.input(vector, "secretKey")))
                .isEqualTo(Vectors.expected(vector, "data_digest"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wrong_base64_of_hex", "wrong_hex", "wrong_secret_first", "wrong_whitespace"})
    void acceptsNoneOfTheNearMisses(String wrong) {
        String right = StoSignature.of("{\"a\":1}", SECRET);

        assertThat(right).isEqualTo(Vectors.expected("sto-digest-negatives", "correct"));
        assertThat(StoSignature.matches(right, Vectors.expected("sto-digest-negatives", wrong)))
                .isFalse();
    }

    @Test
    void acceptsASignedForm() {
        assertThat(push.verify(request(SIGNED_FORM, FORM))).isInstanceOfSatisfying(Verdict.Accepted.class, accepted -> {
            assertThat(accepted.shipmentId()).isEqualTo(ShipmentId.of("sto", "777031922725111"));
            assertThat(accepted.verifiedBy()).isEqualTo("secret:5881a072");
        });
    }

    @Test
    void acceptsTheSameAsJson() throws Exception {
        String json = new ObjectMapper()
                .writeValueAsString(Map.of(
                        "content", Vectors.input("sto-push-signed", "content"),
                        "data_digest", Vectors.expected("sto-push-signed", "data_digest")));

        assertThat(push.verify(request(json, "application/json"))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void rejectsADigestWhosePlusBecameABlank() {
        String content = "{\"waybillNo\":\"1\",\"trace\":{\"n\":%d}}";
        int withPlus = 0;
        while (!StoSignature.of(content.formatted(withPlus), SECRET).contains("+")) {
            withPlus++;
        }
        String text = content.formatted(withPlus);
        String unencoded =
                "content=" + URLEncoder.encode(text, UTF_8) + "&data_digest=" + StoSignature.of(text, SECRET);

        assertThat(push.verify(request(unencoded, FORM))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
    }

    @Test
    void rejectsAnotherSecretAndMissingFields() {
        StoPush other = new StoPush(List.of("other"), Optional.empty());

        assertThat(other.verify(request(SIGNED_FORM, FORM))).isEqualTo(Verdict.rejected(Refusal.BAD_SIGNATURE));
        assertThat(push.verify(request("content=x", FORM))).isEqualTo(Verdict.rejected(Refusal.MISSING_FIELD));
        assertThat(push.verify(request("{\"event\":\"TRACE_UPDATE\"}", "application/json")))
                .isEqualTo(Verdict.rejected(Refusal.MISSING_FIELD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"waybillNo\":\"1\"}", "{\"trace\":{}}"})
    void rejectsARightlySignedPushThatCannotBeRead(String content) {
        String form = "content=" + URLEncoder.encode(content, UTF_8) + "&data_digest="
                + URLEncoder.encode(StoSignature.of(content, SECRET), UTF_8);

        assertThat(push.verify(request(form, FORM))).isEqualTo(Verdict.rejected(Refusal.MALFORMED));
    }

    @Test
    void answersInTheExactWords() {
        assertThat(push.accepted()).isEqualTo("{\"success\":true,\"errorCode\":\"\",\"errorMsg\":\"\"}");
        assertThat(push.rejected(Refusal.BAD_SIGNATURE)).startsWith("{\"success\":false,\"errorCode\":\"SIGNATURE\"");
    }

    @ParameterizedTest
    @MethodSource("scanTypes")
    void agreesWithTheStatusMap(String scanType) {
        assertThat(MEANINGS.of(scanType, "").subStatus().map(Enum::name))
                .contains(Vectors.statusMap("sto_scan_type")
                        .path(scanType)
                        .path("sub")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource({
        "客户拒收, REFUSED",
        "电话无人接听, UNREACHABLE",
        "地址不详, ADDRESS_ISSUE",
        "超区件, OUT_OF_AREA",
        "收件人不在家, ATTEMPT_FAILED",
        "外包装破损, DAMAGED",
        "疑似丢失, LOST",
        "天气原因, DETAINED",
        "其它, UNSPECIFIED"
    })
    void refinesAProblemByItsIssueName(String issueName, String expected) {
        Meaning meaning = MEANINGS.of("问题件", issueName);

        assertThat(meaning.subStatus().map(Enum::name)).contains(expected);
        assertThat(meaning.known()).isTrue();
    }

    @Test
    void leavesAnUnknownScanTypeWithoutMeaning() {
        assertThat(MEANINGS.of("新扫描", "").subStatus()).isEmpty();
        assertThat(MEANINGS.of("新扫描", "").known()).isFalse();
    }

    private static PushRequest request(String body, String mediaType) {
        return new PushRequest(body.getBytes(UTF_8), mediaType, Instant.EPOCH, Optional.empty());
    }

    @Test
    void readsIssueNamesByThePublishedRulesInTheirOrder() {
        List<String> words = List.of(
                "客户拒收", "拒签", "联系不上", "电话空号", "无人接听", "地址不详", "地址错误", "超区", "不在服务区", "客户不在家", "改期派送", "外包装破损", "快件遗失",
                "留仓", "天气原因", "其他", "");
        for (String word : words) {
            JsonNode rule = StreamSupport.stream(
                            Vectors.statusMap("sto_issue_name_rules_first_match")
                                    .spliterator(),
                            false)
                    .filter(row ->
                            Pattern.compile(row.get(0).asText()).matcher(word).find())
                    .findFirst()
                    .orElseThrow();
            assertThat(MEANINGS.of("问题件", word).subStatus().map(Enum::name))
                    .as("of %s", word)
                    .contains(rule.get(2).asText());
        }
    }
}
