package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.JsonText;
import io.waymark.carriers.MalformedPayloadException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frame of every answer of the link gateway. {@code success} and {@code needRetry} come as texts or as booleans, the
 * whole as JSON or as XML.
 *
 * @param success whether the call did what it was made for
 * @param errorCode STO's own code; "" if there is none
 * @param needRetry whether STO asks for the same call again
 * @param data the call's own answer; missing if there is none, and of an XML answer always
 */
record StoReply(boolean success, String errorCode, boolean needRetry, JsonNode data) {

    private static final Pattern TRUTH = Pattern.compile("true|false", Pattern.CASE_INSENSITIVE);

    /** Reads a body. Throws {@link CarrierException} with {@code MALFORMED} if it does not say whether it succeeded. */
    static StoReply of(String body) {
        return body.stripLeading().startsWith("<") ? ofXml(body) : ofJson(body);
    }

    private static StoReply ofJson(String body) {
        try {
            JsonNode json = JsonText.object(body);
            return new StoReply(
                    truth(JsonText.text(json, "success")),
                    JsonText.text(json, "errorCode"),
                    isTrue(JsonText.text(json, "needRetry")),
                    json.path("data"));
        } catch (MalformedPayloadException e) {
            throw new CarrierException(CarrierError.MALFORMED, "not-json");
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
        throw new CarrierException(CarrierError.MALFORMED, "no-success");
    }

    private static boolean isTrue(String text) {
        return text.equalsIgnoreCase("true");
    }
}
