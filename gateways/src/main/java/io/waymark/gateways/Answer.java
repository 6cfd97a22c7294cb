package io.waymark.gateways;

import java.util.Optional;

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
    private static final int TOO_MANY_REQUESTS = 429;

    public Answer {
        code = bounded(code, MAX_CODE);
        text = bounded(text, MAX_TEXT);
    }

    /**
     * What the HTTP status alone says; empty if the body decides. 5xx tells nothing of what took effect, whatever the body
     * says: a proxy may have given up after the gateway acted.
     */
    public static Optional<Answer> of(int httpStatus) {
        if (httpStatus >= 500) {
            return Optional.of(new Answer(Reaction.NO_ANSWER, http(httpStatus), ""));
        }
        return httpStatus == TOO_MANY_REQUESTS
                ? Optional.of(new Answer(Reaction.RETRY, http(httpStatus), ""))
                : Optional.empty();
    }

    /** The answer whose body is not what the gateway should send. */
    public static Answer notUnderstood(int httpStatus, String why) {
        return new Answer(Reaction.UNKNOWN_CODE, http(httpStatus), why);
    }

    /** Whether an HTTP status says that all went well. A gateway's word for it counts under no other. */
    public static boolean isSuccess(int httpStatus) {
        return httpStatus >= 200 && httpStatus < 300;
    }

    private static String http(int status) {
        return "HTTP " + status;
    }

    /** Code and words in one line, for the merchant. */
    public String words() {
        return text.isEmpty() ? code : code + " " + text;
    }

    /** A gateway's text as it can be kept: without control characters, which databases refuse, and never half a character. */
    static String bounded(String untrusted, int max) {
        String printable = untrusted.replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        if (printable.length() <= max) {
            return printable;
        }
        return printable.substring(0, Character.isHighSurrogate(printable.charAt(max - 1)) ? max - 1 : max);
    }
}
