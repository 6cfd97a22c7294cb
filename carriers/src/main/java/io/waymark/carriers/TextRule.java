package io.waymark.carriers;

import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern to be replaced, with the characters that a match of it can begin with. It replaces what
 * {@link Matcher#replaceAll(Function)} would, but tries the pattern only at those characters: most of a carrier's text
 * begins nothing, and to find that out costs the regular expression far more than the reading.
 *
 * @param pattern never matches the empty text
 * @param first each character that a match can begin with
 * @param sieve a set bit for the last six bits of each of those, which lets nearly all other characters fall through
 */
record TextRule(Pattern pattern, String first, long sieve) {

    static TextRule of(String first, String pattern) {
        long sieve = first.chars().mapToLong(c -> 1L << c).reduce(0, (set, bit) -> set | bit);
        return new TextRule(Pattern.compile(pattern), first, sieve);
    }

    /** The text with every match replaced by the words that {@code replacement} has for it, taken literally. */
    String replaceAll(String text, Function<MatchResult, String> replacement) {
        int at = next(text, 0);
        return at < text.length() ? replaceFrom(at, text, replacement) : text;
    }

    private String replaceFrom(int start, String text, Function<MatchResult, String> replacement) {
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        int at = start;
        while (at < text.length()) {
            if (matcher.region(at, text.length()).lookingAt()) {
                replaced.append(text, done, at).append(replacement.apply(matcher));
                done = matcher.end();
                at = next(text, done);
            } else {
                at = next(text, at + 1);
            }
        }
        return done == 0 ? text : replaced.append(text, done, text.length()).toString();
    }

    /** The next place at which a match can begin, or the end of the text. */
    private int next(String text, int from) {
        int at = from;
        while (at < text.length() && !canBegin(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean canBegin(char character) {
        return (sieve >>> character & 1) != 0 && first.indexOf(character) >= 0;
    }
}
