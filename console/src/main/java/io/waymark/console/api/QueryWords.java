package io.waymark.console.api;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Query parameters whose values are a closed set of words. */
final class QueryWords {

    private QueryWords() {}

    /** The word's constant, or null where the parameter was not given; fails with 400 for a word that is none. */
    static <E extends Enum<E>> @Nullable E optional(String parameter, @Nullable String word, Class<E> words) {
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
}
