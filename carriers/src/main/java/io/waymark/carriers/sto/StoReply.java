package io.waymark.carriers.sto;

import static io.waymark.carriers.CarrierError.BUSY;
import static io.waymark.carriers.CarrierError.INVALID_REQUEST;
import static io.waymark.carriers.CarrierError.MALFORMED;
import static io.waymark.carriers.CarrierError.REFUSED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNAVAILABLE;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frame of every answer of the link gateway. {@code success} and {@code needRetry} come as texts or as booleans, the
 * whole as JSON or as XML. The list of error codes is not public; the rows below are those of a third party's client.
 *
 * @param success whether the call did what it was made for
 * @param errorCode STO's own code; "" if there is none
 * @param needRetry whether STO asks for the same call again
 * @param data the call's own answer; missing if there is none, and of an XML answer always
 */
record StoReply(boolean success, String errorCode, boolean needRetry, JsonNode data) {

    // spotless:off
    private static final Map<String, CarrierError> FAILURES = Map.of(
            "005", REFUSED,         // waybill
            "006", UNAUTHORIZED,    // permission
            "007", UNAUTHORIZED,    // signature
            "008", INVALID_REQUEST, // parameter
            "009", BUSY);
    // spotless:on

    private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    /** Reads a body. Throws {@link CarrierException} with {@code MALFORMED} if it does not say whether it succeeded. */
    static StoReply of(String body) {
        return body.stripLeading().startsWith("<") ? ofXml(body) : ofJson(body);
    }

    /** Reads an answer that did what it was asked. Throws {@link CarrierException} for every other. */
    static StoReply successOf(HttpAnswer answer) {
        StoReply reply = of(answer.text());
        if (reply.success()) {
            return reply;
        }
        throw new CarrierException(reply.error(), reply.errorCode());
    }

    private CarrierError error() {
        if (errorCode.isEmpty() && !needRetry) {
            return MALFORMED;
        }
        return FAILURES.getOrDefault(errorCode, needRetry ? UNAVAILABLE : UNKNOWN_CODE);
    }

    private static StoReply ofJson(String body) {
        try {
            JsonNode json = JsonText.object(body);
            return new StoReply(
                    truth(JsonText.text(json, "success").strip()),
                    JsonText.text(json, "errorCode").strip(),
                    isTrue(JsonText.text(json, "needRetry").strip()),
                    json.path("data"));
        } catch (MalformedPayloadException e) {
            throw new CarrierException(MALFORMED, "not-json");
        }
    }

    /** Only the three plain fields, cut out of the text: no document type, entity or schema of theirs is ever read. */
    private static StoReply ofXml(String body) {
        return new StoReply(
                truth(element(body, "success")),
                element(body, "errorCode"),
                isTrue(element(body, "needRetry")),
                MissingNode.getInstance());
    }

    private static String element(String xml, String name) {
        Matcher element =
                Pattern.compile("<" + name + ">([^<]{0,64})</" + name + ">").matcher(xml);
        return element.find() ? element.group(1).strip() : "";
    }

    private static boolean truth(String text) {
        if (TRUTH.matcher(text).matches()) {
            return isTrue(text);
        }
        throw new CarrierException(MALFORMED, "no-success");
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true");
    }
}
