package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.console.track.Language;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the pages say. The file {@code web-texts.txt} has a line for each text with the text in every language, so that none
 * can be in one and not in another: {@code key | Chinese | English}.
 */
final class Texts {

    private static final String FILE = "/web-texts.txt";
    private static final Pattern LINE = Pattern.compile("(\\S+)\\s*\\|\\s*([^|]+?)\\s*\\|\\s*([^|]+?)\\s*");
    private static final Map<String, Map<Language, String>> ALL = read();

    private Texts() {}

    /** The text of a key, with {@code {0}}, {@code {1}}… replaced. Fails if there is no such text. */
    static String of(Language language, String key, Object... parts) {
        String text = Objects.requireNonNull(ALL.get(key), key).get(language);
        String filled = Objects.requireNonNull(text);
        for (int i = 0; i < parts.length; i++) {
            filled = filled.replace("{" + i + "}", String.valueOf(parts[i]));
        }
        return filled;
    }

    /** Whether there is such a text. */
    static boolean has(String key) {
        return ALL.containsKey(key);
    }

    /** Every key. */
    static Set<String> keys() {
        return ALL.keySet();
    }

    private static Map<String, Map<Language, String>> read() {
        Map<String, Map<Language, String>> texts = new TreeMap<>();
        try (InputStream file = Texts.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, FILE), UTF_8))) {
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(line -> add(texts, line));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }

    private static void add(Map<String, Map<Language, String>> texts, String line) {
        Matcher text = LINE.matcher(line);
        if (!text.matches() || texts.containsKey(text.group(1))) {
            throw new IllegalStateException(FILE + ": " + line);
        }
        texts.put(text.group(1), new EnumMap<>(Map.of(Language.ZH, text.group(2), Language.EN, text.group(3))));
    }
}
