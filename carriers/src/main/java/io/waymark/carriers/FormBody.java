package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body, decoded once, as UTF-8. Signatures are made over the
 * decoded text, so it must not be decoded again by anybody.
 *
 * <p>A broken escape, more than 64 fields, and a field that is there twice are malformed: a second {@code sign} would leave open which was
 * checked.
 */
public final class FormBody {

    private static final int MAX_FIELDS = 64;

    private final Map<String, String> fields;

    private FormBody(Map<String, String> fields) {
        this.fields = fields;
    }

    /** Reads a whole body. Throws {@link MalformedPayloadException}. */
    public static FormBody of(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        String text = new String(body, UTF_8);
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            add(fields, text.substring(start, end));
            start = end + 1;
        }
        return new FormBody(fields);
    }

    private static void add(Map<String, String> fields, String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (fields.put(name, value) != null) {
            throw new MalformedPayloadException("a form field is there twice");
        }
        if (fields.size() > MAX_FIELDS) {
            throw new MalformedPayloadException("more fields than a form can have");
        }
    }

    private static String decode(String encoded) {
        try {
            return URLDecoder.decode(encoded, UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new MalformedPayloadException("broken escape in a form");
        }
    }

    /** A field's text; empty if the field is not there or has no text. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }
}
