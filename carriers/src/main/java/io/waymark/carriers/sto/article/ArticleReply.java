package io.waymark.carriers.sto.article;

import static io.waymark.carriers.CarrierError.BUSY;
import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.MALFORMED;
import static io.waymark.carriers.CarrierError.QUOTA_EXHAUSTED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An answer of the dialect. The article shows none: that it has {@code success}, or else a {@code code}, a message, and
 * {@code data} or the fields beside them is assumed, and so are the words by which a failure is told.
 *
 * @param success whether the call did what it was made for
 * @param code the answer's own; "" if it has none
 * @param message its words; "" if it has none
 * @param data what was asked for; the whole answer if it is not set apart
 */
record ArticleReply(boolean success, String code, String message, JsonNode data) {

    private static final List<String> CODE = List.of("code", "error_code", "errorCode");
    private static final List<String> MESSAGE = List.of("message", "msg", "error_msg", "errorMsg");
    private static final Set<String> YES = Set.of("true", "1", "y");
    private static final Set<String> NO = Set.of("false", "0", "n");
    private static final Set<String> GOOD_CODES = Set.of("0", "200", "ok", "success");

    // spotless:off
    private static final List<Rule> FAILURES = List.of(
            new Rule("签名|secret|(?<![a-z])sign(ature)?(?![a-z])",               UNAUTHORIZED),
            new Rule("客户编码|customer_id|权限|无效客户", UNAUTHORIZED),
            new Rule("欠费|余额|冻结|停用",               QUOTA_EXHAUSTED),
            new Rule("频繁|繁忙|限流",                   BUSY),
            new Rule("参数|不能为空|格式|不正确|缺少",      INVALID_REQUEST));
    // spotless:on

    private record Rule(Pattern words, CarrierError error) {

        Rule(String words, CarrierError error) {
            this(Pattern.compile(words, Pattern.CASE_INSENSITIVE), error);
        }
    }

    /** Reads an answer that did what it was asked. Throws {@link CarrierException} for every other. */
    static ArticleReply successOf(HttpAnswer answer) {
        ArticleReply reply = of(answer.text());
        if (reply.success()) {
            return reply;
        }
        throw new CarrierException(reply.error(), reply.code());
    }

    /** Reads a body. Throws {@link CarrierException} with {@code MALFORMED} if it does not say whether it succeeded. */
    static ArticleReply of(String body) {
        try {
            JsonNode json = JsonText.object(body);
            String code = ArticleScan.first(json, CODE);
            JsonNode data = json.path("data");
            return new ArticleReply(
                    truth(JsonText.text(json, "success").strip().toLowerCase(Locale.ROOT), code),
                    code,
                    ArticleScan.first(json, MESSAGE),
                    data.isContainerNode() ? data : json);
        } catch (MalformedPayloadException e) {
            throw new CarrierException(MALFORMED, "not-json");
        }
    }

    private static boolean truth(String success, String code) {
        if (YES.contains(success)) {
            return true;
        }
        if (NO.contains(success)) {
            return false;
        }
        if (code.isEmpty()) {
            throw new CarrierException(MALFORMED, "no-success");
        }
        return GOOD_CODES.contains(code.toLowerCase(Locale.ROOT));
    }

    private CarrierError error() {
        return FAILURES.stream()
                .filter(rule -> rule.words().matcher(message).find())
                .map(Rule::error)
                .findFirst()
                .orElse(UNKNOWN_CODE);
    }

    /** The list in it: {@code data} itself, or the first list under one of those names; missing if there is none. */
    JsonNode list(List<String> names) {
        if (data.isArray()) {
            return data;
        }
        return names.stream()
                .map(data::path)
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(data.path("no list"));
    }
}
