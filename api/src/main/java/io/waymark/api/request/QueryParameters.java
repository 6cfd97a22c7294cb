package io.waymark.api.request;

import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
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

    /** {@code true} or {@code false}, in any case. */
    public static @Nullable Boolean truth(String parameter, @Nullable String given) {
        if (given == null || given.equalsIgnoreCase("true") || given.equalsIgnoreCase("false")) {
            return given == null ? null : given.equalsIgnoreCase("true");
        }
        throw ProblemException.of(ProblemType.MALFORMED, parameter, "must be true or false");
    }
}
