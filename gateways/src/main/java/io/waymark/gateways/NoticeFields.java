package io.waymark.gateways;

import io.waymark.protocol.MalformedPayloadException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a notice says, field by field, and nothing that is not of the form such a field has: what is taken from here is
 * published, and some gateways sign values without anything between them, so that a part of one could pass for another.
 *
 * @param values by name; "" for null
 */
public record NoticeFields(Map<String, String> values) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern NUMBER = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern AMOUNT = Pattern.compile("\\d{1,15}(\\.\\d{1,4})?");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S} ]{1,64}");

    /** A field's text; "" if it is absent or null. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** A word of the gateway's, such as a status; "" if it is absent. Throws {@link MalformedPayloadException}. */
    public String word(String name) {
        return text(name).isEmpty() ? "" : required(WORD, name);
    }

    /** The gateway's number of something. Throws {@link MalformedPayloadException} if it is absent or no number. */
    public String number(String name) {
        return required(NUMBER, name);
    }

    /** As {@link #number}, for one that decides nothing by itself; empty if it is absent or no number. */
    public Optional<String> numberIfAny(String name) {
        return matching(NUMBER, name);
    }

    /** An amount; null if it is absent or none. */
    public @Nullable BigDecimal amount(String name) {
        return matching(AMOUNT, name).map(BigDecimal::new).orElse(null);
    }

    /** A currency; null if it is absent or none. */
    public @Nullable String currency(String name) {
        return matching(CURRENCY, name).orElse(null);
    }

    /** A name for people to read; null if it is absent or longer than any. */
    public @Nullable String name(String name) {
        return matching(PRINTABLE, name).orElse(null);
    }

    private String required(Pattern form, String name) {
        return matching(form, name).orElseThrow(() -> new MalformedPayloadException("no such " + name));
    }

    private Optional<String> matching(Pattern form, String name) {
        return Optional.of(text(name)).filter(value -> form.matcher(value).matches());
    }
}
