package io.waymark.gateways;

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

/**
 * Our carrier codes in the words of the gateways. A table in CSV: the first line names the columns, {@code carrier}
 * and then the gateways' ids; an empty cell means that the gateway's code is not known. Lines that start with
 * {@code #} are comments. Never guesses: a wrong code would attach the proof to another carrier's parcel.
 */
public final class CarrierCrosswalk {

    private static final String SHIPPED = "carrier-crosswalk.csv";

    private final Map<String, Map<String, String>> codesByCarrier;

    private CarrierCrosswalk(Map<String, Map<String, String>> codesByCarrier) {
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
        List<String> lines = csv.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        if (lines.isEmpty() || !lines.get(0).startsWith("carrier,")) {
            throw new IllegalArgumentException("a crosswalk begins with the line carrier,<gateway>,…");
        }
        String[] columns = cells(lines.get(0));
        Map<String, Map<String, String>> codes = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = cells(line);
            if (cells.length != columns.length || codes.put(cells[0], codesOf(columns, cells)) != null) {
                throw new IllegalArgumentException("bad line in the crosswalk: " + line);
            }
        }
        return new CarrierCrosswalk(codes);
    }

    /** This table with the rows of another put over it, carrier by carrier. */
    public CarrierCrosswalk overriddenBy(CarrierCrosswalk other) {
        Map<String, Map<String, String>> codes = new HashMap<>(codesByCarrier);
        codes.putAll(other.codesByCarrier);
        return new CarrierCrosswalk(codes);
    }

    /** The gateway's code of a carrier; empty if the table does not have it. */
    public Optional<String> codeOf(String carrier, String gateway) {
        return Optional.ofNullable(codesByCarrier
                .getOrDefault(carrier.toLowerCase(Locale.ROOT), Map.of())
                .get(gateway));
    }

    private static Map<String, String> codesOf(String[] columns, String[] cells) {
        Map<String, String> codes = new HashMap<>();
        for (int i = 1; i < columns.length; i++) {
            if (!cells[i].isEmpty()) {
                codes.put(columns[i], cells[i]);
            }
        }
        return codes;
    }

    private static String[] cells(String line) {
        String[] cells = line.split(",", -1);
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cells[i].strip();
        }
        return cells;
    }
}
