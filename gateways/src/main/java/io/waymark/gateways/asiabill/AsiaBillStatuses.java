package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Vocabulary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** AsiaBill's ten logistics statuses: its words in ours ({@code statuses.csv}), and ours in its ({@link Vocabulary}). */
final class AsiaBillStatuses {

    private static final String FILE = "statuses.csv";
    private static final Map<String, ShipmentStatus> OURS = read();

    private AsiaBillStatuses() {}

    /** The nearest of ours; empty for a word that AsiaBill does not document. */
    static Optional<ShipmentStatus> ours(String logisticsStatus) {
        return Optional.ofNullable(OURS.get(logisticsStatus));
    }

    static String wordFor(ShipmentStatus status) {
        return Vocabulary.ASIABILL.of(status).orElseThrow();
    }

    /** AsiaBill's words. */
    static Map<String, ShipmentStatus> table() {
        return OURS;
    }

    private static Map<String, ShipmentStatus> read() {
        try (InputStream file = Objects.requireNonNull(AsiaBillStatuses.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .collect(toUnmodifiableMap(row -> row[0], row -> ShipmentStatus.valueOf(row[2])));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
