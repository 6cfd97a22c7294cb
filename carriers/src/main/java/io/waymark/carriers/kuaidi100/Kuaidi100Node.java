package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.protocol.MalformedPayloadException;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One node of a history as it came; "" is what is not there. It is the same scan in every push that has the same leg,
 * local time and words (blanks aside); its code is no part of that, since Kuaidi100 changes codes later.
 *
 * @param ftime the time, as Kuaidi100 formatted it
 * @param time the time, for want of {@code ftime}
 * @param context the carrier's words
 * @param statusCode what it is, as a code
 * @param status what it is, as a name
 * @param areaName where
 * @param location where, for want of {@code areaName}
 * @param areaCode where, as a code
 */
record Kuaidi100Node(
        String ftime,
        String time,
        String context,
        String statusCode,
        String status,
        String areaName,
        String location,
        String areaCode) {

    static Kuaidi100Node read(JsonParser json) throws IOException {
        String ftime = "", time = "", context = "", statusCode = "", status = "";
        String areaName = "", location = "", areaCode = "";
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "ftime" -> ftime = text(json);
                case "time" -> time = text(json);
                case "context" -> context = text(json);
                case "statusCode" -> statusCode = text(json);
                case "status" -> status = text(json);
                case "areaName" -> areaName = text(json);
                case "location" -> location = text(json);
                case "areaCode" -> areaCode = text(json);
                default -> json.skipChildren();
            }
        }
        return new Kuaidi100Node(ftime, time, context, statusCode, status, areaName, location, areaCode);
    }

    /**
     * The scan that it is. Throws {@link MalformedPayloadException} if its time cannot be read.
     *
     * @param state the push's top-level state, which speaks of the newest node; "" on every other node
     * @param position from the oldest, from 0
     */
    Scan scan(String state, int position, Leg leg, Instant receivedAt) {
        String when = ftime.isEmpty() ? time : ftime;
        String where = areaName.isEmpty() ? location : areaName;
        return new Scan(
                "kuaidi100|" + (leg == Leg.DESTINATION ? 1 : 0) + "|" + when + "|" + withoutBlanks(context),
                leg,
                LocalTimes.read(when, LocalTimes.CHINA, receivedAt),
                leg == Leg.DESTINATION,
                context,
                new Location(emptyToNull(where), emptyToNull(areaCode)),
                position,
                Kuaidi100Reading.of(statusCode, status, state));
    }

    private static String withoutBlanks(String words) {
        char[] kept = words.toCharArray();
        int length = 0;
        for (char character : kept) {
            if (!isBlank(character)) {
                kept[length++] = character;
            }
        }
        return new String(kept, 0, length);
    }

    private static boolean isBlank(char character) {
        return switch (character) {
            case ' ', '\t', '\n', '\u000B', '\f', '\r', '\u00a0', '\u3000' -> true;
            default -> false;
        };
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    /** Without the words: they hold names and phone numbers. */
    @Override
    public String toString() {
        return "Kuaidi100Node[ftime=" + ftime + ", statusCode=" + statusCode + ", status=" + status + "]";
    }
}
