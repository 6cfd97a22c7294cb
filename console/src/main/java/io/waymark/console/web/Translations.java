package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the API says about calls that it refuses, in Chinese. The file {@code web-problems.txt} has a line for each message:
 * {@code English | Chinese}, with {@code {0}}, {@code {1}}… for what differs from call to call. Of two that match the first counts.
 */
final class Translations {

    private static final String FILE = "/web-problems.txt";
    private static final Pattern PART = Pattern.compile("\\{\\d}");
    private static final List<Translation> ALL = read();

    private record Translation(Pattern english, String chinese) {

        static Translation of(String line) {
            String[] sides = line.split(" \\| ", -1);
            if (sides.length != 2) {
                throw new IllegalStateException(FILE + ": " + line);
            }
            String[] fixed = PART.split(sides[0], -1);
            StringBuilder pattern = new StringBuilder(Pattern.quote(fixed[0]));
            for (int i = 1; i < fixed.length; i++) {
                pattern.append("(.+)").append(Pattern.quote(fixed[i]));
            }
            return new Translation(Pattern.compile(pattern.toString(), Pattern.DOTALL), sides[1]);
        }

        Optional<String> of(Matcher message) {
            if (!message.matches()) {
                return Optional.empty();
            }
            String filled = chinese;
            for (int i = 0; i < message.groupCount(); i++) {
                filled = filled.replace("{" + i + "}", message.group(i + 1));
            }
            return Optional.of(filled);
        }
    }

    private Translations() {}

    /** The message in Chinese; empty if it is in nobody's list. */
    static Optional<String> of(String message) {
        return ALL.stream()
                .flatMap(one -> one.of(one.english.matcher(message)).stream())
                .findFirst();
    }

    private static List<Translation> read() {
        try (InputStream file = Translations.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, FILE), UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Translation::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
