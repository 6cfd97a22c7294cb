package io.waymark.sandbox.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The named journeys: {@code journeys.csv}, one row per step, for every provider in its own words. The small print (which
 * courier, to the minute when) is drawn from a seed, so that a number has the same life in every run.
 */
public final class Journeys {

    private static final String NOTHING = "-";
    private static final String NOTICE = "!";

    private final Map<String, List<Row>> rows;

    private Journeys(Map<String, List<Row>> rows) {
        this.rows = rows;
    }

    /** A line of the table: what each provider says of the same moment. */
    private record Row(
            Duration at, String kuaidi100, String sto, String issue, Place place, String text, String thirtypost) {

        static Row of(String[] cells) {
            return new Row(
                    Duration.ofMinutes(Math.round(Double.parseDouble(cells[1]) * 60)),
                    cells[2],
                    cells[3],
                    cells[4].equals(NOTHING) ? "" : cells[4],
                    Place.valueOf(cells[5]),
                    cells[6],
                    cells.length > 7 ? cells[7] : NOTHING);
        }

        String code(Provider provider) {
            return switch (provider) {
                case KUAIDI100 -> kuaidi100;
                case STO -> sto;
                case THIRTYPOST -> thirtypost;
            };
        }
    }

    /** The table as it was packed with this class. */
    public static Journeys load() {
        Map<String, List<Row>> rows = new LinkedHashMap<>();
        for (String line : lines()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] cells = line.split("\\|", -1);
                rows.computeIfAbsent(cells[0], name -> new ArrayList<>()).add(Row.of(cells));
            }
        }
        return new Journeys(rows);
    }

    public Set<String> names() {
        return Set.copyOf(rows.keySet());
    }

    /**
     * A journey in a provider's words, in order of time. Without any step where the provider has nothing to say: STO
     * and 30post never tell that they stop watching.
     *
     * @param seed decides the small print; the tracking number will do
     * @return empty if there is no journey of this name
     */
    public Optional<List<Step>> find(String name, Provider provider, String seed) {
        Variation variation = new Variation(seed);
        return Optional.ofNullable(rows.get(name)).map(life -> life.stream()
                .filter(row -> !row.code(provider).equals(NOTHING))
                .map(row -> step(row, row.code(provider), variation))
                .toList());
    }

    private static Step step(Row row, String code, Variation variation) {
        Duration at = variation.later(row.at());
        if (code.startsWith(NOTICE)) {
            return new Step.Notice(at, Step.Kind.valueOf(code.substring(NOTICE.length())));
        }
        return new Step.Scan(at, code, variation.fill(row.text()), row.place(), row.issue());
    }

    private static List<String> lines() {
        try (InputStream table = Journeys.class.getResourceAsStream("journeys.csv");
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(Objects.requireNonNull(table, "journeys.csv"), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("journeys.csv", e);
        }
    }
}
