package io.waymark.carriers;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/** The time zone of a country that has only one: {@code country-zones.csv}. */
public final class CountryZones {

    /** Fails when the class is loaded if a country stands in two rows, or a zone is none. */
    private static final Map<String, ZoneId> ZONES = CsvTable.rows("country-zones.csv", ',', 2).stream()
            .collect(toUnmodifiableMap(row -> row[0], row -> ZoneId.of(row[1])));

    private CountryZones() {}

    /**
     * The zone in which a local time of that country is meant; empty where the country has several, or is not known.
     *
     * @param country ISO 3166-1 alpha-2, in upper case
     */
    public static Optional<ZoneId> of(String country) {
        return Optional.ofNullable(ZONES.get(country));
    }
}
