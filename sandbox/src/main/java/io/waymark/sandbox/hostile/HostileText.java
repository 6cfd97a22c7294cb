package io.waymark.sandbox.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.List;

/** Texts that somebody may put where a value is expected. */
final class HostileText {

    /** Is in every text that is told apart in answers and logs; nothing of ours says it. */
    static final String MARK = "WmkHostile";

    /** A header that only stands in an answer if somebody wrote it into one. */
    static final String INJECTED = "X-Wmk-Injected";

    // spotless:off
    static final List<String> ALL = List.of(
            MARK + "\u0000" + MARK,
            MARK + "\r\n" + INJECTED + ": 1\r\n\r\n<html>",
            MARK + "\n2026-01-01 00:00:00 ERROR forged line",
            "\u202e" + MARK + "\u2066\u200b\ufeff",
            "=cmd|' /C calc'!A1" + MARK,
            "${jndi:ldap://127.0.0.1:1/" + MARK + "}{{7*7}}#{7*7}%s%n",
            "\"><script>" + MARK + "</script>",
            "' or 1=1; drop table shipment; -- " + MARK,
            "../../../../etc/passwd" + MARK,
            "%00%0d%0a" + MARK,
            MARK + "Z" + "\u0301".repeat(500),
            (MARK + "\ud83d\ude00").repeat(200),
            MARK.repeat(400),
            "1e999999999",
            "-99999999999999999999999999",
            "2147483648",
            "NaN",
            "0-0-0-0-0",
            "00000000-0000-0000-0000-000000000000",
            "+999999999-12-31T23:59:59.999999999-18:00",
            "-999999999-01-01T00:00:00Z",
            "294277-01-01T00:00:00Z",
            "+999999999-12-31",
            "PT2562047788015215H30M7.999999999S",
            "[" + MARK,
            " ");

    /** What stands in JSON where a text is expected: values that are no texts, or no JSON. */
    static final List<String> JSON_VALUES = List.of(
            "1e999999999", "-1e-999999999", "0e2147483647", "9".repeat(900), "1." + "0".repeat(900) + "1", "-0",
            "true", "null", "[]", "{}", "[[]]", "[" + "[],".repeat(2000) + "[]]",
            "[".repeat(900) + "]".repeat(900), "{\"a\":".repeat(900) + "1" + "}".repeat(900), "[".repeat(30_000),
            "\"\\ud800" + MARK + "\"", "\"\\udc00\\ud800\"", "\"\\q\"", "'" + MARK + "'", "NaN", "// c\n1",
            "{\"@class\":\"java.lang.ProcessBuilder\",\"$ref\":\"#\",\"__proto__\":{\"x\":1}}");
    // spotless:on

    private HostileText() {}

    /** As it stands in JSON, with what JSON has no letters for escaped. */
    static String asJson(String text) {
        return text.chars()
                .mapToObj(one -> one < ' ' || one == '"' || one == '\\'
                        ? "\\u%04x".formatted(one)
                        : Character.toString((char) one))
                .collect(joining("", "\"", "\""));
    }

    /** As it stands in a path, a query or a form: every byte escaped. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            escaped.append("%%%02x".formatted(one & 0xff));
        }
        return escaped.toString();
    }
}
