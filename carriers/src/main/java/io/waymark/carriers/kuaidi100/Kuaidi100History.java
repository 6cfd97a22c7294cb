package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/**
 * A {@code lastResult} or {@code destResult} of a push, or an answer to a query, as it came; "" is what is not there.
 *
 * @param com Kuaidi100's code of the carrier
 * @param nu the number
 * @param state of the parcel, as a code
 * @param data the nodes
 */
record Kuaidi100History(String com, String nu, String state, Kuaidi100Nodes data) {

    /** What is not there, or no object, says nothing. */
    static final Kuaidi100History NONE = new Kuaidi100History("", "", "", Kuaidi100Nodes.NONE);

    static Kuaidi100History read(JsonParser json) throws IOException {
        String com = "", nu = "", state = "";
        Kuaidi100Nodes data = Kuaidi100Nodes.NONE;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "com" -> com = text(json);
                case "nu" -> nu = text(json);
                case "state" -> state = text(json);
                case "data" -> data = Kuaidi100Nodes.read(json);
                default -> json.skipChildren();
            }
        }
        return new Kuaidi100History(com, nu, state, data);
    }
}
