package io.waymark.gateways.asiabill;

import static io.waymark.gateways.Reaction.NO_ANSWER;
import static io.waymark.gateways.Reaction.REFUSED;
import static io.waymark.gateways.Reaction.RETRY;
import static io.waymark.gateways.Reaction.UNKNOWN_CODE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.gateways.Answer;
import io.waymark.gateways.AnswerCodes;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Reaction;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Settings;
import java.util.Map;
import java.util.function.Function;

/**
 * Opens AsiaBill's answers: {@code {code, message, data}}.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/fu-lu/chang-jian-cuo-wu-ma">AsiaBill, common error codes</a>
 */
final class AsiaBillAnswer {

    /** The code of every call that went well. */
    static final String SUCCESS = "00000";

    // spotless:off
    /**
     * Codes of requests as such. What concerns the account or the call's form is as good as unknown: a person must look,
     * and it can then go through.
     */
    private static final Map<String, Reaction> DOCUMENTED = Map.of(
            "S0001", UNKNOWN_CODE,  // api request error: any without a code of its own
            "L0001", UNKNOWN_CODE,  // limited request: status of the merchant, key
            "L0002", UNKNOWN_CODE,  // api url error: address or method
            "L0003", RETRY,         // requestTime outside range: the next attempt has another
            "L0004", NO_ANSWER,     // duplicate request: our ids do not repeat, so something repeated a call that may have taken effect
            "L0005", UNKNOWN_CODE,  // check sign info error
            "P0001", REFUSED,       // request param error
            "P0002", REFUSED);      // param is null or incorrect
    // spotless:on

    private final AnswerCodes codes;
    private final AnswerSignature signature;

    AsiaBillAnswer(Settings settings) {
        codes = new AnswerCodes(DOCUMENTED, settings);
        signature = new AnswerSignature(settings);
    }

    /** What AsiaBill said, once it is certain that it did. */
    record Said(String code, String message, JsonNode data) {}

    /**
     * Reads an answer.
     *
     * @param meaning makes something of what it says
     * @param trouble makes something of an answer that says nothing that could be believed
     */
    <T> T read(GatewayAnswer answer, Function<Said, T> meaning, Function<Answer, T> trouble) {
        return Answer.of(answer.status()).map(trouble).orElseGet(() -> signature
                .doubt(answer)
                .map(doubt -> trouble.apply(new Answer(NO_ANSWER, doubt.name(), "not known to be AsiaBill's answer")))
                .orElseGet(() -> open(answer, meaning, trouble)));
    }

    private static <T> T open(GatewayAnswer answer, Function<Said, T> meaning, Function<Answer, T> trouble) {
        JsonNode body;
        try {
            body = JsonText.object(new String(answer.body(), UTF_8));
        } catch (MalformedPayloadException e) {
            return trouble.apply(Answer.notUnderstood(answer.status(), e.detail()));
        }
        String code = JsonText.text(body, "code");
        if (code.isEmpty()) {
            return trouble.apply(Answer.notUnderstood(answer.status(), "no code"));
        }
        return code.equals(SUCCESS) && !Answer.isSuccess(answer.status())
                ? trouble.apply(Answer.notUnderstood(answer.status(), "success under a status that says otherwise"))
                : meaning.apply(new Said(code, JsonText.text(body, "message"), body.path("data")));
    }

    /** What a code means that is not {@link #SUCCESS}. */
    Answer failure(String code, String words) {
        return new Answer(codes.reactionTo(code), code, words);
    }
}
