package io.waymark.carriers;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The characters that something to be found in a text can begin with. Most of a carrier's text begins nothing, and to
 * pass over it is what the most time goes into.
 *
 * @param characters each of them
 * @param sieve a set bit for the last six bits of each, which lets nearly all other characters fall through
 */
record FirstCharacters(String characters, long sieve) {

    static FirstCharacters of(String characters) {
        return new FirstCharacters(
                characters, characters.chars().mapToLong(c -> 1L << c).reduce(0, (set, bit) -> set | bit));
    }

    /** What any of some words begins with. */
    static FirstCharacters of(List<String> words) {
        return of(words.stream().map(word -> word.substring(0, 1)).collect(Collectors.joining()));
    }

    /** The first place from {@code from} on at which one of them stands, or the end of the text. */
    int next(String text, int from) {
        int at = from;
        while (at < text.length() && !contains(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private boolean contains(char character) {
        return (sieve >>> character & 1) != 0 && characters.indexOf(character) >= 0;
    }
}
