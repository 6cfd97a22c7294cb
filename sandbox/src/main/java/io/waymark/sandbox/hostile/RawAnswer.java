package io.waymark.sandbox.hostile;

import java.util.Locale;

/**
 * What came back, byte by byte as letters.
 *
 * @param status zero where the connection was closed without an answer
 * @param head the status line and the headers; empty without an answer
 * @param body as it came, with the lengths of its chunks
 * @param isOver whether the server closed the connection in time
 */
public record RawAnswer(int status, String head, String body, boolean isOver) {

    static RawAnswer of(String text, boolean isOver) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0 || !text.matches("(?s)HTTP/1\\.[01] \\d{3}.*")) {
            return new RawAnswer(0, "", text, isOver);
        }
        return new RawAnswer(
                Integer.parseInt(text.substring(9, 12)), text.substring(0, end + 2), text.substring(end + 4), isOver);
    }

    /** Whether a header of that name is there, and its value begins so. */
    boolean has(String name, String value) {
        return head.toLowerCase(Locale.ROOT).contains("\r\n" + name + ": " + value);
    }
}
