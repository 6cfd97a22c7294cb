package io.waymark.console.deadletter;

import java.time.Instant;
import java.util.regex.Pattern;

/** Brings what a record says into a form that a table takes: others wrote it. */
final class Words {

    static final int SHORT = 100;
    static final int LONG = 500;

    /** The last millisecond of the year 9999, beyond which no table goes. */
    private static final long LATEST_MILLIS = 253_402_300_799_999L;

    /** Which nodes of a push could not be read. */
    private static final Pattern NODES = Pattern.compile("^node [\\d,]+: ");

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private Words() {}

    /** Without what a database refuses, and not longer than that. */
    static String clean(String text, int longest) {
        String whole = text.replace('\u0000', '?');
        return whole.codePointCount(0, whole.length()) <= longest
                ? whole
                : whole.substring(0, whole.offsetByCodePoints(0, longest));
    }

    /** A reason without what differs from record to record, so that those that died of one cause are found together: by filters too, which strip. */
    static String cause(String reason) {
        String words = NODES.matcher(reason).replaceFirst("node: ");
        return clean(NUMBER.matcher(words).replaceAll("#"), SHORT).strip();
    }

    /** A time in milliseconds since 1970, within what a table holds. */
    static Instant time(long millis) {
        return Instant.ofEpochMilli(Math.min(Math.max(millis, 0), LATEST_MILLIS));
    }
}
