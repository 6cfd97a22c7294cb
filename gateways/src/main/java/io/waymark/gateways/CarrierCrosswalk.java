package io.waymark.gateways;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Our carrier codes in the words of the gateways. A table in CSV: the first line names the columns, {@code carrier}
 * and then the gateways' ids; an empty cell means that the gateway's code is not known. Columns {@code source} and {@code
 * date} tell people where a row is from. Lines that start with {@code #} are comments, among them {@code # version: 1}.
 * Never guesses: a wrong code would attach the proof to another carrier's parcel.
 */
public final class CarrierCrosswalk {

    private static final String SHIPPED = "carrier-crosswalk.csv";
    private static final Pattern VERSION = Pattern.compile("# version: (\\S{1,20})\\s*");
    private static final Set<String> FOR_PEOPLE = Set.of("source", "date");

    private final String version;
    private final Map<String, Map<String, String>> codesByCarrier;

    private CarrierCrosswalk(String version, Map<String, Map<String, String>> codesByCarrier) {
        this.version = version;
        this.codesByCarrier = Map.copyOf(codesByCarrier);
    }

    /** The table that comes with this release. */
    public static CarrierCrosswalk shipped() {
        try (InputStream csv = CarrierCrosswalk.class.getResourceAsStream(SHIPPED)) {
            return parse(new String(Objects.requireNonNull(csv, SHIPPED).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table. Throws {@link IllegalArgumentException} with the line for a row that has other columns than the
     * first line, or a carrier that was listed before.
     */
    public static CarrierCrosswalk parse(String csv) {
        List<String> lines = rows(csv);
        if (lines.isEmpty() || !lines.get(0).startsWith("carrier,")) {
            throw new IllegalArgumentException("a crosswalk begins with the line carrier,<gateway>,…");
        }
        List<String> columns = cells(lines.get(0));
        Map<String, Map<String, String>> codes = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = cells(line);
            if (cells.size() != columns.size() || codes.put(cells.get(0), codesOf(columns, cells)) != null) {
                throw new IllegalArgumentException("bad line in the crosswalk: " + line);
            }
        }
        return new CarrierCrosswalk(versionOf(csv), codes);
    }

    private static List<String> rows(String csv) {
        return csv.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static String versionOf(String csv) {
        return csv.lines()
                .map(VERSION::matcher)
                .filter(Matcher::matches)
                .map(line -> line.group(1))
                .findFirst()
                .orElse("unversioned");
    }

    /** This table with the rows of another put over it, carrier by carrier. */
    public CarrierCrosswalk overriddenBy(CarrierCrosswalk other) {
        Map<String, Map<String, String>> codes = new HashMap<>(codesByCarrier);
        codes.putAll(other.codesByCarrier);
        return new CarrierCrosswalk(version + "+" + other.version, codes);
    }

    /** Which table this is, for the record: {@code 1}, or {@code 1+7} where a file of version 7 lies over it. */
    public String version() {
        return version;
    }

    /** The carriers that have a row. */
    public Set<String> carriers() {
        return codesByCarrier.keySet();
    }

    /** The gateway's code of a carrier; empty if the table does not have it. */
    public Optional<String> codeOf(String carrier, String gateway) {
        return Optional.ofNullable(codesByCarrier
                .getOrDefault(carrier.toLowerCase(Locale.ROOT), Map.of())
                .get(gateway));
    }

    private static Map<String, String> codesOf(List<String> columns, List<String> cells) {
        return IntStream.range(1, columns.size())
                .filter(i ->
                        !FOR_PEOPLE.contains(columns.get(i)) && !cells.get(i).isEmpty())
                .boxed()
                .collect(toUnmodifiableMap(columns::get, cells::get));
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split(",", -1)).map(String::strip).toList();
    }
}
