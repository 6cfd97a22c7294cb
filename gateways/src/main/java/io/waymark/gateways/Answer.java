package io.waymark.gateways;

/**
 * What an attempt came to.
 *
 * @param reaction what to do about it
 * @param code the gateway's code, or {@code HTTP nnn}, or what went wrong on the way; at most 40 characters
 * @param text the gateway's words, printable, at most 200 characters; empty if none
 */
public record Answer(Reaction reaction, String code, String text) {

    private static final int MAX_CODE = 40;
    private static final int MAX_TEXT = 200;

    public Answer {
        code = bounded(code, MAX_CODE);
        text = bounded(text, MAX_TEXT);
    }

    /** Code and words in one line, for the merchant. */
    public String words() {
        return text.isEmpty() ? code : code + " " + text;
    }

    private static String bounded(String untrusted, int max) {
        String printable = untrusted.replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        return printable.length() <= max ? printable : printable.substring(0, max);
    }
}
