package io.waymark.api.request;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ValueRange;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads query parameters. What was not given, or is blank, is null; a value that can mean nothing fails with 400
 * naming its parameter.
 */
public final class QueryParameters {

    /** Others are no times that anything happened at, and some of them none of the database's. */
    private static final ValueRange YEARS = ValueRange.of(1, 9998);

    private QueryParameters() {}

    /** Without blanks around it; null if nothing is left. */
    public static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** A text without blanks around it. One with characters that no registered text has is refused, not searched for. */
    public static @Nullable String text(String parameter, @Nullable String given) {
        String text = given(given);
        if (text != null && !Texts.isPrintable(text)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, parameter, "must not hold control or invisible characters");
        }
        return text;
    }

    /** The constant of a word out of a closed set, in any case. */
    public static <E extends Enum<E>> @Nullable E word(String parameter, @Nullable String given, Class<E> words) {
        String word = given(given);
        if (word == null) {
            return null;
        }
        return Arrays.stream(words.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        ProblemType.MALFORMED,
                        parameter,
                        "must be one of " + Arrays.toString(words.getEnumConstants())));
    }

    /** An ISO 8601 time with its offset, of a year of four digits. */
    public static @Nullable Instant time(String parameter, @Nullable String given) {
        String time = given(given);
        if (time == null) {
            return null;
        }
        try {
            // a plus that was not escaped reaches us as a blank
            OffsetDateTime parsed = OffsetDateTime.parse(time.replace(' ', '+'));
            if (YEARS.isValidIntValue(parsed.getYear())) {
                return parsed.toInstant();
            }
        } catch (DateTimeParseException notATime) {
            // told below
        }
        throw ProblemException.of(
                ProblemType.MALFORMED,
                parameter,
                "must be an ISO 8601 time with an offset, e.g. 2023-06-29T10:00:00+08:00");
    }

    /** {@code true} or {@code false}, in any case. */
    public static @Nullable Boolean truth(String parameter, @Nullable String given) {
        String truth = given(given);
        if (truth == null || truth.equalsIgnoreCase("true") || truth.equalsIgnoreCase("false")) {
            return truth == null ? null : truth.equalsIgnoreCase("true");
        }
        throw ProblemException.of(ProblemType.MALFORMED, parameter, "must be true or false");
    }
}
