package io.waymark.carriers.thirtypost;

import static io.waymark.carriers.CarrierError.BUSY;
import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.MALFORMED;
import static io.waymark.carriers.CarrierError.QUOTA_EXHAUSTED;
import static io.waymark.carriers.CarrierError.REFUSED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNAVAILABLE;

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
 * The frame of every answer: {@code success} and, of a failure, {@code message} in free Chinese text. The carrier's own
 * samples write {@code success} as 1, as "1" and as true.
 */
final class ThirtyPostReply {

    /** A repeat of something that has been done. */
    static final String EXISTS = "exists";

    /** A batch that has been closed before. */
    static final String CLOSED = "closed";

    /** A number or batch that the carrier does not know. */
    static final String NOT_FOUND = "not-found";

    private static final Set<String> YES = Set.of("1", "true");
    private static final Set<String> NO = Set.of("0", "false");

    /** What the rules look for stands at the beginning, and they shall not search a novel. */
    private static final int LONGEST_MESSAGE = 200;

    /**
     * What a message means, by the words in it; the first that matches. No list of messages is published: the words are
     * those that the carrier's pages use, and the usual ones of Chinese systems.
     */
    // spotless:off
    private static final List<Rule> RULES = List.of(
            rule("签名|验签|(?<![a-z])sign(ature)?(?![a-z])",             UNAUTHORIZED,    "signature"),
            rule("timer|时间戳",                                         UNAUTHORIZED,    "timer"),
            rule("权限|未授权|无权|external_company|密钥|unauthori[sz]ed",      UNAUTHORIZED,    "permission"),
            rule("余额|欠费|充值",                                          QUOTA_EXHAUSTED, "balance"),
            rule("频繁|繁忙|稍后|稍候|(?<![a-z])busy|too many",              BUSY,            "busy"),
            rule("系统(错误|异常|故障|维护)|服务器|数据库|内部错误|internal|timeout", UNAVAILABLE,     "internal"),
            rule("已经?关闭|已经?结束|already closed",                        REFUSED,         CLOSED),
            rule("(单号|运单|订单|批次).{0,12}(已经?存在|重复)|already exists",  REFUSED,         EXISTS),
            rule("不存在|未找到|没有找到|找不到|查无|无此|not found|not exist",      REFUSED,         NOT_FOUND));
    // spotless:on

    private final JsonNode json;

    private ThirtyPostReply(JsonNode json) {
        this.json = json;
    }

    /**
     * Reads the answer to a call that succeeded.
     *
     * @throws CarrierException for any other: with a word of ours as its code, since the carrier has none, and {@code
     *     INVALID_REQUEST} for a message that no rule knows. What is left then is mostly about the fields of a bill,
     *     which a person can set right and a repeat cannot
     */
    static ThirtyPostReply of(HttpAnswer answer) {
        JsonNode json = object(answer.text());
        String success = JsonText.text(json, "success").strip().toLowerCase(Locale.ROOT);
        if (YES.contains(success)) {
            return new ThirtyPostReply(json);
        }
        throw NO.contains(success) ? failure(JsonText.text(json, "message")) : malformed("no-success");
    }

    private static JsonNode object(String body) {
        try {
            return JsonText.object(body);
        } catch (MalformedPayloadException e) {
            throw malformed("not-json");
        }
    }

    private static CarrierException failure(String message) {
        String beginning = message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        return RULES.stream()
                .filter(rule -> rule.pattern().matcher(beginning).find())
                .findFirst()
                .map(rule -> new CarrierException(rule.error(), rule.code()))
                .orElseGet(() -> new CarrierException(INVALID_REQUEST, "message"));
    }

    /** An answer that does not bring what it must. */
    static CarrierException malformed(String code) {
        return new CarrierException(MALFORMED, code);
    }

    /** The whole answer. */
    JsonNode json() {
        return json;
    }

    /** A field's text, without blanks around it; "" if it is not there or is no text. */
    String text(String field) {
        return JsonText.text(json, field).strip();
    }

    private static Rule rule(String pattern, CarrierError error, String code) {
        return new Rule(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), error, code);
    }

    private record Rule(Pattern pattern, CarrierError error, String code) {}
}
