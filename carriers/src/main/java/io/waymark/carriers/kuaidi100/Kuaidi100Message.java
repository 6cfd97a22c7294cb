package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/**
 * A push as it came; "" is what is not there. It is read token by token, in whatever order its fields come, since it
 * is long and there are many of them; what else providers say is short or seldom, and read as a tree.
 *
 * @param status of Kuaidi100's own watching
 * @param message what it says about that, in words
 * @param autoCheck 1 if Kuaidi100 corrected the carrier
 * @param comOld the carrier that it was asked for
 * @param comNew the carrier that it thinks is right
 * @param lastResult the history of the number
 * @param destResult the history of the destination leg; empty if there is no such leg
 */
record Kuaidi100Message(
        String status,
        String message,
        String autoCheck,
        String comOld,
        String comNew,
        Kuaidi100History lastResult,
        Optional<Kuaidi100History> destResult) {

    static Kuaidi100Message read(JsonParser json) throws IOException {
        String status = "", message = "", autoCheck = "", comOld = "", comNew = "";
        Optional<Kuaidi100History> lastResult = Optional.empty();
        Optional<Kuaidi100History> destResult = Optional.empty();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "status" -> status = text(json);
                case "message" -> message = text(json);
                case "autoCheck" -> autoCheck = text(json);
                case "comOld" -> comOld = text(json);
                case "comNew" -> comNew = text(json);
                case "lastResult" -> lastResult = history(json);
                case "destResult" -> destResult = history(json);
                default -> json.skipChildren();
            }
        }
        return new Kuaidi100Message(
                status, message, autoCheck, comOld, comNew, lastResult.orElse(Kuaidi100History.NONE), destResult);
    }

    private static Optional<Kuaidi100History> history(JsonParser json) throws IOException {
        if (json.isExpectedStartObjectToken()) {
            return Optional.of(Kuaidi100History.read(json));
        }
        json.skipChildren();
        return Optional.empty();
    }

    boolean isAbort() {
        return status.equals("abort");
    }

    /** Whether Kuaidi100 found another carrier than the one it was asked for. */
    boolean isCorrected() {
        return autoCheck.equals("1");
    }
}
