package io.waymark.console.dispute;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the summary says, in Chinese and in English: the file {@code dispute-words.csv}. */
final class Words {

    private static final String FILE = "/dispute-words.csv";

    /** Key, Chinese, and English, which stands in quotes where it has a comma. */
    private static final Pattern LINE = Pattern.compile("([^,]+),([^,]+),(?:\"(.+)\"|([^,]+))");

    private static final Map<String, String> BOTH = read();

    private Words() {}

    /** Both languages, Chinese first; fails if the file has no such key. */
    static String of(String key) {
        return Objects.requireNonNull(BOTH.get(key), key);
    }

    /** A constant as it is written everywhere, and what it means. */
    static String of(String kind, Enum<?> constant) {
        return constant.name() + " · " + of(kind + "." + constant.name());
    }

    private static Map<String, String> read() {
        Map<String, String> words = new TreeMap<>();
        try (InputStream file = Words.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, FILE), UTF_8))) {
            lines.lines().forEach(line -> add(words, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private static void add(Map<String, String> words, String line) {
        Matcher word = LINE.matcher(line);
        if (!word.matches()) {
            throw new IllegalStateException(FILE + ": " + line);
        }
        String english = word.group(3) == null ? word.group(4) : word.group(3);
        words.put(word.group(1), word.group(2) + " · " + english);
    }
}
