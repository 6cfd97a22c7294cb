package io.waymark.api.request;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object field by field and notes what is wrong instead of stopping at the first mistake. A field that is
 * missing, null or blank was not said: the answer is null. So is the answer for a bad value, and it is noted.
 */
public final class FieldReader {

    /** Of fields that nobody asked for: who sends more gets no longer answer. */
    private static final int MAX_UNKNOWN_NAMED = 10;

    /** Longer than any word of a closed set. */
    private static final int MAX_WORD = 64;

    /** Years outside of these are typing errors, e.g. a time in the wrong unit. */
    private static final int FIRST_YEAR = 2000;

    private static final int LAST_YEAR = 2100;

    private final ObjectNode object;
    private final String prefix;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    /** @param errors where mistakes are noted; shared with the readers of nested objects */
    public FieldReader(ObjectNode object, List<FieldError> errors) {
        this(object, "", errors);
    }

    private FieldReader(ObjectNode object, String prefix, List<FieldError> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** A text without blanks around it. */
    public @Nullable String text(String name, int maxCharacters) {
        JsonNode node = node(name);
        return node == null ? null : text(name, node, maxCharacters);
    }

    /** A text that must be there. */
    public @Nullable String requiredText(String name, int maxCharacters) {
        int before = errors.size();
        String text = text(name, maxCharacters);
        if (text == null && errors.size() == before) {
            refuse(name, "is required");
        }
        return text;
    }

    /** {@code true} or {@code false}, not as a text. */
    public @Nullable Boolean truth(String name) {
        JsonNode node = node(name);
        if (node == null || node.isBoolean()) {
            return node == null ? null : node.booleanValue();
        }
        return refuse(name, "must be true or false");
    }

    /** A sum of money, as a number or as a text of digits; without needless zeros. */
    public @Nullable BigDecimal amount(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        BigDecimal amount = Amounts.read(node);
        if (amount == null) {
            return refuse(name, "must be a number");
        }
        String fault = Amounts.fault(amount);
        return fault == null ? Amounts.plain(amount) : refuse(name, fault);
    }

    /** A whole number from {@code min} to {@code max}, as a JSON number. */
    public @Nullable Integer whole(String name, int min, int max) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        boolean isWithin = node.canConvertToExactIntegral()
                && node.canConvertToInt()
                && node.intValue() >= min
                && node.intValue() <= max;
        return isWithin ? node.intValue() : refuse(name, "must be a whole number from " + min + " to " + max);
    }

    /** An ISO 8601 time with its offset, e.g. {@code 2023-06-29T10:00:00+08:00}. */
    public @Nullable OffsetDateTime time(String name) {
        String text = text(name, 40);
        if (text == null) {
            return null;
        }
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            return time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR
                    ? time
                    : refuse(name, "must be a time of this century");
        } catch (DateTimeParseException notATime) {
            return refuse(name, "must be an ISO 8601 time with an offset, e.g. 2023-06-29T10:00:00+08:00");
        }
    }

    /**
     * An ISO 8601 duration of days, hours, minutes and seconds, e.g. {@code P7D}; both bounds are allowed. A day has 24
     * hours; weeks, months and years are refused.
     */
    public @Nullable Duration duration(String name, Duration min, Duration max) {
        String text = text(name, 40);
        if (text == null) {
            return null;
        }
        String message = "must be an ISO 8601 duration from " + min + " to " + max + ", e.g. P7D";
        try {
            Duration duration = Duration.parse(text);
            boolean isWithin = duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0;
            return isWithin ? duration : refuse(name, message);
        } catch (DateTimeParseException notADuration) {
            return refuse(name, message);
        }
    }

    /**
     * A word out of a closed set, in any case.
     *
     * @param written how a constant is written in requests
     */
    public <E extends Enum<E>> @Nullable E word(String name, Class<E> words, Function<E, String> written) {
        String text = text(name, MAX_WORD);
        if (text == null) {
            return null;
        }
        Optional<E> word = Arrays.stream(words.getEnumConstants())
                .filter(constant -> written.apply(constant).equalsIgnoreCase(text))
                .findFirst();
        return word.isPresent() ? word.get() : refuse(name, "must be one of " + all(words, written));
    }

    /** A list of texts; each must say something. An empty list was not said. */
    public @Nullable List<String> texts(String name, int maxItems, int maxCharacters) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || node.size() > maxItems) {
            return refuse(name, "must be a list of at most " + maxItems + " texts");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String item = name + "[" + i + "]";
            int before = errors.size();
            String text = text(item, node.get(i), maxCharacters);
            if (text != null) {
                texts.add(text);
            } else if (errors.size() == before) {
                refuse(item, "must not be blank");
            }
        }
        return texts.isEmpty() ? null : List.copyOf(texts);
    }

    /** A nested object. */
    public @Nullable FieldReader object(String name) {
        JsonNode node = node(name);
        if (node == null || node instanceof ObjectNode) {
            return node == null ? null : new FieldReader((ObjectNode) node, prefix + name + ".", errors);
        }
        return refuse(name, "must be an object");
    }

    /** A list of objects, one reader for each; an empty list was not said. Items that are no objects are left out and noted. */
    public @Nullable List<FieldReader> objects(String name, int maxItems) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || node.size() > maxItems) {
            return refuse(name, "must be a list of at most " + maxItems + " objects");
        }
        List<FieldReader> items = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            String item = name + "[" + i + "]";
            if (node.get(i) instanceof ObjectNode inner) {
                items.add(new FieldReader(inner, prefix + item + ".", errors));
            } else {
                refuse(item, "must be an object");
            }
        }
        return node.isEmpty() ? null : List.copyOf(items);
    }

    /** Notes a mistake; gives null, so that a reading method can end with it. */
    public <T> @Nullable T refuse(String name, String message) {
        errors.add(new FieldError(prefix + name, message));
        return null;
    }

    /** Whether the field is there and not null; a blank text is. */
    public boolean has(String name) {
        return node(name) != null;
    }

    /** Whether the field says anything: a blank text does not. */
    public boolean says(String name) {
        JsonNode node = node(name);
        return node != null && !(node.isTextual() && node.textValue().isBlank());
    }

    /** Refuses fields that nobody asked for: most often a misspelt one, which must not be lost in silence. */
    public void refuseUnknown() {
        String message = "is not a field here; the fields are " + String.join(", ", known);
        object.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !known.contains(name))
                .limit(MAX_UNKNOWN_NAMED)
                .forEach(name -> refuse(Texts.excerpt(name), message));
    }

    private static <E> String all(Class<E> words, Function<E, String> written) {
        return Arrays.stream(words.getEnumConstants()).map(written).collect(joining(", "));
    }

    private @Nullable JsonNode node(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private @Nullable String text(String name, JsonNode node, int maxCharacters) {
        if (!node.isTextual()) {
            return refuse(name, "must be a text");
        }
        String text = node.textValue().strip();
        if (!Texts.isPrintable(text)) {
            return refuse(name, "must not hold control or invisible characters");
        }
        if (Texts.length(text) > maxCharacters) {
            return refuse(name, "must have at most " + maxCharacters + " characters");
        }
        return text.isEmpty() ? null : text;
    }
}
