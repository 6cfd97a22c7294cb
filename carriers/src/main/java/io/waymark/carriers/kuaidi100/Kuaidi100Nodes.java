package io.waymark.carriers.kuaidi100;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.waymark.protocol.MalformedPayloadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A history's {@code data} as it came.
 *
 * @param list newest first, the first {@value #MAX} of them; empty for an entry that is no object
 * @param defect what is wrong with them as a whole; "" if nothing is
 */
record Kuaidi100Nodes(List<Optional<Kuaidi100Node>> list, String defect) {

    /** Real histories have tens of nodes; some loop and have a few hundred. */
    private static final int MAX = 512;

    private static final int USUAL = 64;

    static final Kuaidi100Nodes NONE = new Kuaidi100Nodes(List.of(), "");

    static Kuaidi100Nodes read(JsonParser json) throws IOException {
        if (json.isExpectedStartArrayToken()) {
            return readList(json);
        }
        JsonToken token = json.currentToken();
        boolean nothing = token == JsonToken.VALUE_NULL
                || token == JsonToken.VALUE_STRING && json.getText().isBlank();
        json.skipChildren();
        return nothing ? NONE : new Kuaidi100Nodes(List.of(), "data is no list");
    }

    private static Kuaidi100Nodes readList(JsonParser json) throws IOException {
        List<Optional<Kuaidi100Node>> nodes = new ArrayList<>(USUAL);
        String defect = "";
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (nodes.size() == MAX) {
                defect = "more nodes than a history can have";
                json.skipChildren();
            } else if (json.isExpectedStartObjectToken()) {
                nodes.add(Optional.of(Kuaidi100Node.read(json)));
            } else {
                nodes.add(Optional.empty());
                json.skipChildren();
            }
        }
        return new Kuaidi100Nodes(nodes, defect);
    }

    /** Throws {@link MalformedPayloadException} if there is a defect. */
    Kuaidi100Nodes orThrow() {
        if (defect.isEmpty()) {
            return this;
        }
        throw new MalformedPayloadException(defect);
    }
}
