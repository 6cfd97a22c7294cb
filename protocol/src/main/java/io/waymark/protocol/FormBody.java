package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of an {@code application/x-www-form-urlencoded} body, decoded once, as UTF-8. Signatures are made over the
 * decoded text, so it must not be decoded again by anybody.
 *
 * <p>A broken escape, more than 64 fields, and a field that is there twice are malformed: a second {@code sign} would
 * leave open which was checked.
 */
public final class FormBody {

    private static final int MAX_FIELDS = 64;

    private final Map<String, byte[]> fields;

    private FormBody(Map<String, byte[]> fields) {
        this.fields = fields;
    }

    /** Reads a whole body. Throws {@link MalformedPayloadException}. */
    public static FormBody of(byte[] body) {
        Map<String, byte[]> fields = new HashMap<>();
        FormDecoder decoder = new FormDecoder(body);
        while (decoder.nextField()) {
            if (fields.put(new String(decoder.name(), UTF_8), decoder.value()) != null) {
                throw new MalformedPayloadException("a form field is there twice");
            }
            if (fields.size() > MAX_FIELDS) {
                throw new MalformedPayloadException("more fields than a form can have");
            }
        }
        return new FormBody(fields);
    }

    /** A field's text; empty if the field is not there or has no text. */
    public Optional<String> text(String name) {
        return utf8(name).map(value -> new String(value, UTF_8));
    }

    /** A field's text in UTF-8, for who hashes or parses it; empty if the field is not there or has no text. */
    public Optional<byte[]> utf8(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> value.length > 0);
    }
}
