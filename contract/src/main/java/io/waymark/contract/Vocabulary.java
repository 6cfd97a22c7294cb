package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What others call our statuses. Of each vocabulary it is the nearest word that says no more than ours: a parcel that
 * was signed for, nobody knows by whom, is AfterShip's {@code Delivered_001} and not {@code Delivered_003} (signed by
 * the customer).
 *
 * <p>The words are data: {@code vocabulary.csv} beside this class, which also names their sources, read 2026-11-22. The
 * way back from their words to ours is not offered, since most of them stand for several of ours.
 */
public enum Vocabulary {
    /** AfterShip's tag, e.g. {@code InTransit}; every status has one. */
    AFTERSHIP("aftership"),
    /** AfterShip's sub-tag, e.g. {@code InTransit_003}; always of the tag, and every status has one. */
    AFTERSHIP_SUBTAG("aftershipSubtag"),
    /** 17TRACK's main status (API v2), e.g. {@code DeliveryFailure}; absent for PENDING, which it lacks. */
    SEVENTEENTRACK("seventeentrack"),
    /** 17TRACK's sub-status (API v2), e.g. {@code DeliveryFailure_NoBody}; absent where the main status is. */
    SEVENTEENTRACK_SUB("seventeentrackSub"),
    /** One of AsiaBill's ten logistics statuses, e.g. {@code ArrivedDelivery}; every status has one. */
    ASIABILL("asiabill"),
    /** A code of the Open Logistics Tracking Schema, v0.1; absent for PENDING and NOT_FOUND, as codes are of scans. */
    OLTS("olts");

    private final String column;

    Vocabulary(String column) {
        this.column = column;
    }

    /** The word for a parcel of which the status in detail is known; empty if this vocabulary has none. */
    public Optional<String> of(SubStatus subStatus) {
        return Table.word(this, subStatus.status().name(), subStatus.name());
    }

    /** The word for a parcel of which no more than the status is known; empty if this vocabulary has none. */
    public Optional<String> of(ShipmentStatus status) {
        return Table.word(this, status.name(), "");
    }

    /** The file, read once: the cells of each row by what stands in its first two. */
    private static final class Table {

        private static final String FILE = "vocabulary.csv";
        private static final List<List<String>> LINES = lines();
        private static final Map<List<String>, List<String>> ROWS = rows();

        static Optional<String> word(Vocabulary vocabulary, String status, String subStatus) {
            int column = LINES.get(0).indexOf(vocabulary.column);
            List<String> row = Objects.requireNonNull(ROWS.get(List.of(status, subStatus)), subStatus);
            return Optional.of(row.get(column)).filter(word -> !word.isEmpty());
        }

        private static Map<List<String>, List<String>> rows() {
            Map<List<String>, List<String>> rows = new HashMap<>();
            for (List<String> line : LINES.subList(1, LINES.size())) {
                if (rows.put(line.subList(0, 2), line) != null) {
                    throw new IllegalStateException(FILE + ": twice: " + line);
                }
            }
            return rows;
        }

        private static List<List<String>> lines() {
            InputStream file = Objects.requireNonNull(Vocabulary.class.getResourceAsStream(FILE), FILE);
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(file, UTF_8))) {
                return reader.lines()
                        .filter(line -> !line.startsWith("#"))
                        .map(line -> List.of(line.split(",", -1)))
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(FILE, e);
            }
        }
    }
}
