package io.waymark.carriers.kuaidi100;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What Kuaidi100's calls and answers have in common. */
final class Kuaidi100Fields {

    /** Codes, areas and the route, and besides when it may arrive, for which it must know where to. */
    private static final String WITH_ARRIVAL = "8";

    private static final String WITH_CODES = "4";

    private Kuaidi100Fields() {}

    /** Adds a field; what is not known is left out, as by Kuaidi100's own SDK. */
    static void putKnown(ObjectNode object, String field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            object.put(field, value.strip());
        }
    }

    /** The value of {@code resultv2} for a parcel. */
    static String level(String configured, @Nullable String destination) {
        boolean nowhere = destination == null || destination.isBlank();
        return configured.equals(WITH_ARRIVAL) && nowhere ? WITH_CODES : configured;
    }

    /** The answer's object or list, whatever it says. */
    static JsonNode read(HttpAnswer answer) {
        try {
            JsonNode said = JsonText.value(answer.text());
            if (said.isContainerNode()) {
                return said;
            }
        } catch (MalformedPayloadException e) {
            // as below: it is not the provider's answer
        }
        throw new CarrierException(CarrierError.MALFORMED, "not-json");
    }

    /** A field's text without blanks around it; "" if it is absent, null or no text. */
    static String text(JsonNode object, String field) {
        return JsonText.text(object, field).strip();
    }

    /** The same for the value at which {@code json} stands. */
    static String text(JsonParser json) throws IOException {
        return JsonText.text(json).strip();
    }
}
