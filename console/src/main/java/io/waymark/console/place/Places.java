package io.waymark.console.place;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the province in an address. The file {@code places.csv} has a line for each: its name, then the words that name it
 * or one of its cities, in Chinese and in English. A Chinese address begins with the largest part, so its first word counts;
 * one in Latin letters ends with it, so its last counts. A word that names a street (北京东路, Shanghai Road) names no place.
 */
public final class Places {

    /** Nothing is known. */
    public static final String UNKNOWN = "";

    private static final String FILE = "/places.csv";

    private static final String CHINA = "CN";

    /** What has a country's code of its own and counts as a province here. */
    private static final Map<String, String> CODES = Map.of("HK", "香港", "MO", "澳门", "TW", "台湾");

    private static final String NO_STREET = "(?![东西南北中环新老一二三四]{0,2}(?:路|街|大道|大街|巷|弄|胡同|桥))";

    private static final String NO_LATIN_STREET =
            "(?!['’.,]?[ -]*(?:(?:east|west|north|south|middle|central|[ewns])\\.?[ -]+)?"
                    + "(?:road|rd|street|str|st|avenue|ave|boulevard|blvd|lane|lu|jie|dadao)\\b)";

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** What each word names. */
    private static final Map<String, String> PLACES = read();

    private static final Pattern CHINESE = Pattern.compile("(" + words(Places::isChinese) + ")" + NO_STREET);

    private static final Pattern LATIN = Pattern.compile(
            "(?<![\\p{L}\\p{N}])(" + words(word -> !isChinese(word)) + ")(?![\\p{L}\\p{N}])" + NO_LATIN_STREET);

    private Places() {}

    /**
     * The province that an address lies in, without 省, 市 or 自治区; the country's code where it lies in another country;
     * empty where that is not to be seen.
     *
     * @param address free text; null if nothing was said
     * @param country ISO 3166-1 alpha-2; null if nothing was said
     */
    public static String of(@Nullable String address, @Nullable String country) {
        String code = country == null ? CHINA : country.strip().toUpperCase(Locale.ROOT);
        return code.equals(CHINA) ? province(address == null ? "" : address) : CODES.getOrDefault(code, code);
    }

    /** The names of all provinces. */
    public static List<String> all() {
        return PLACES.values().stream().distinct().sorted().toList();
    }

    private static String province(String address) {
        Matcher chinese = CHINESE.matcher(BLANKS.matcher(address).replaceAll(""));
        if (chinese.find()) {
            return named(chinese.group(1));
        }
        Matcher latin =
                LATIN.matcher(BLANKS.matcher(address.toLowerCase(Locale.ROOT)).replaceAll(" "));
        String last = UNKNOWN;
        while (latin.find()) {
            last = named(latin.group(1));
        }
        return last;
    }

    private static String named(String word) {
        return Objects.requireNonNull(PLACES.get(word), word);
    }

    /** Those that are asked for, the longest first, as alternatives. */
    private static String words(Predicate<String> which) {
        return PLACES.keySet().stream()
                .filter(which)
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Pattern::quote)
                .collect(joining("|"));
    }

    private static boolean isChinese(String word) {
        return Character.isIdeographic(word.codePointAt(0));
    }

    private static Map<String, String> read() {
        try (InputStream file = Places.class.getResourceAsStream(FILE);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(file, FILE), UTF_8))) {
            Map<String, String> places = new HashMap<>();
            lines.lines().map(line -> line.split(",")).forEach(cells -> Arrays.stream(cells)
                    .skip(1)
                    .forEach(word -> places.put(word.toLowerCase(Locale.ROOT), cells[0])));
            return Map.copyOf(places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
