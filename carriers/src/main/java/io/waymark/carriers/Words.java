package io.waymark.carriers;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Words that are looked for in a text by their last character: it is in fewer other words than the first.
 *
 * @param all of them
 * @param marks their last characters, in small letters and capitals
 * @param lasts the same, each once
 * @param byLast for each of {@code lasts}, the words that end with it
 */
record Words(List<String> all, Marks marks, String lasts, List<List<String>> byLast) {

    /** @param words in small letters; in a text capitals make no difference */
    static Words of(List<String> words) {
        String ends = words.stream()
                .map(word -> word.substring(word.length() - 1))
                .distinct()
                .collect(Collectors.joining());
        List<List<String>> byLast = ends.chars()
                .mapToObj(last -> words.stream()
                        .filter(word -> word.charAt(word.length() - 1) == last)
                        .toList())
                .toList();
        return new Words(words, Marks.of(ends + ends.toUpperCase(Locale.ROOT)), ends, byLast);
    }

    /**
     * Where the word begins that ends at {@code to}, a Latin one not within a longer one; -1 if none does.
     *
     * @param from before which none may begin
     */
    int start(String text, int from, int to) {
        int last = lasts.indexOf(small(text.charAt(to - 1)));
        if (last < 0) {
            return -1;
        }
        List<String> words = byLast.get(last);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            int start = to - word.length();
            if (start >= from && stands(word, text, start) && begins(text, start)) {
                return start;
            }
        }
        return -1;
    }

    /** Compared from the end, where most differ that have the same last character. */
    private static boolean stands(String word, String text, int start) {
        for (int at = word.length() - 2; at >= 0; at--) {
            if (small(text.charAt(start + at)) != word.charAt(at)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word may begin at a place: a Latin one not within another. */
    static boolean begins(String text, int start) {
        return start == 0 || !isLatin(text.charAt(start)) || !isLatin(text.charAt(start - 1));
    }

    static boolean isLatin(char character) {
        return character < '\u2000' && Character.isLetter(character);
    }

    static char small(char character) {
        return character >= 'A' && character <= 'Z' ? (char) (character + 'a' - 'A') : character;
    }

    static char capital(char character) {
        return character >= 'a' && character <= 'z' ? (char) (character - 'a' + 'A') : character;
    }
}
