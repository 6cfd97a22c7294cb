package io.waymark.api.request;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads query parameters. What was not given is null; a value that can mean nothing fails with 400 naming its parameter. */
public final class QueryParameters {

    private QueryParameters() {}

    /** A text without blanks around it. One with characters that no registered text has is refused, not searched for. */
    public static @Nullable String text(String parameter, @Nullable String given) {
        if (given == null) {
            return null;
        }
        String text = given.strip();
        if (!Texts.isPrintable(text)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, parameter, "must not hold control or invisible characters");
        }
        return text;
    }

    /** The constant of a word out of a closed set, in any case. */
    public static <E extends Enum<E>> @Nullable E word(String parameter, @Nullable String given, Class<E> words) {
        if (given == null) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(given))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.MALFORMED,
                        parameter,
                        "must be one of " + Arrays.toString(words.getEnumConstants())));
    }

    /** An ISO 8601 time with its offset. */
    public static @Nullable Instant time(String parameter, @Nullable String given) {
        try {
            // a plus that was not escaped reaches us as a blank
            return given == null
                    ? null
                    : OffsetDateTime.parse(given.strip().replace(' ', '+')).toInstant();
        } catch (DateTimeParseException notATime) {
            throw ProblemException.of(
                    ProblemType.MALFORMED,
                    parameter,
                    "must be an ISO 8601 time with an offset, e.g. 2023-06-29T10:00:00+08:00");
        }
    }

    /** {@code true} or {@code false}, in any case. */
    public static @Nullable Boolean truth(String parameter, @Nullable String given) {
        if (given == null || given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false")) {
            return given == null ? null : given.equalsIgnoreCase("true");
        }
        throw ProblemException.of(ProblemType.MALFORMED, parameter, "must be true or false");
    }
}
