package io.waymark.console.track;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Carriers' names as their customers know them: the file {@code track/carriers.csv}. */
public final class CarrierNames {

    private static final String FILE = "/track/carriers.csv";

    /** In both languages. */
    private record Name(String carrier, String chinese, String english) {

        static Name of(String line) {
            String[] cells = line.split(",", -1);
            if (cells.length != 3) {
                throw new IllegalStateException(FILE + ": " + line);
            }
            return new Name(cells[0], cells[1], cells[2]);
        }
    }

    private static final Map<String, Name> NAMES = read();

    private CarrierNames() {}

    /** The name of a carrier by Waymark's code; of one that is not in the file the code itself, in upper case. */
    public static String of(String carrier, Language language) {
        Name name = NAMES.get(carrier);
        if (name == null) {
            return carrier.toUpperCase(Locale.ROOT);
        }
        return language == Language.ZH ? name.chinese : name.english;
    }

    private static Map<String, Name> read() {
        try (InputStream file = CarrierNames.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, FILE), UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Name::of)
                    .collect(toUnmodifiableMap(Name::carrier, identity()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
