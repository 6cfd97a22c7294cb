package io.waymark.carriers;

import java.util.BitSet;

/**
 * Characters by which something in a text is recognised. Most of a carrier's text has none of them, and to pass over it is
 * what the most time goes into.
 *
 * @param characters each of them
 * @param set the same
 */
record Marks(String characters, BitSet set) {

    static Marks of(String characters) {
        return new Marks(characters, characters.chars().collect(BitSet::new, BitSet::set, BitSet::or));
    }

    /** The first place from {@code from} on at which one of them stands, or the end of the text. */
    int next(String text, int from) {
        int at = from;
        while (at < text.length() && !set.get(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
