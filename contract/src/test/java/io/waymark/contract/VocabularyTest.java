package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Our words in the words of others: complete, theirs, and never more than we know. */
class VocabularyTest {

    @Test
    void everyStatusAndEverySubStatusHasOneRow() throws IOException {
        Stream<String> statuses = Arrays.stream(ShipmentStatus.values()).map(status -> status + ",");
        Stream<String> subStatuses = Arrays.stream(SubStatus.values()).map(sub -> sub.status() + "," + sub);

        assertThat(rows().stream().map(row -> row[0] + "," + row[1]))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(statuses, subStatuses).toList());
    }

    @ParameterizedTest
    @EnumSource(Vocabulary.class)
    void everyWordIsOneThatIsPublished(Vocabulary vocabulary) {
        assertThat(words(vocabulary)).isNotEmpty().isSubsetOf(PublishedWords.of(vocabulary));
    }

    @ParameterizedTest
    @CsvSource({"AFTERSHIP, 9", "SEVENTEENTRACK, 9", "SEVENTEENTRACK_SUB, 30", "ASIABILL, 10", "OLTS, 32"})
    void theListsOfPublishedWordsAreAsLongAsTheirPublishersSay(Vocabulary vocabulary, int words) {
        assertThat(PublishedWords.of(vocabulary)).hasSize(words);
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void aFinerWordBelongsToTheCoarserOneBesideIt(SubStatus subStatus) {
        String tag = Vocabulary.AFTERSHIP.of(subStatus).orElseThrow();
        assertThat(Vocabulary.AFTERSHIP_SUBTAG.of(subStatus).orElseThrow()).startsWith(tag + "_");

        Optional<String> main = Vocabulary.SEVENTEENTRACK.of(subStatus);
        assertThat(Vocabulary.SEVENTEENTRACK_SUB.of(subStatus).map(sub -> sub.split("_")[0]))
                .isEqualTo(main);
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void asiaBillIsToldWhatTheStatusMapSays(SubStatus subStatus) throws IOException {
        String said = statusMap()
                .path("canonical_to_gateway")
                .path(subStatus.status().name())
                .asText();

        assertThat(Vocabulary.ASIABILL.of(subStatus)).contains(said);
        assertThat(Vocabulary.ASIABILL.of(subStatus.status())).contains(said);
    }

    @Test
    void theStatusMapKnowsTheSameTenWordsOfAsiaBill() throws IOException {
        TreeSet<String> listed = new TreeSet<>();
        statusMap().path("gateway_statuses").forEach(word -> listed.add(word.asText()));

        assertThat(listed).isEqualTo(PublishedWords.of(Vocabulary.ASIABILL)).isEqualTo(words(Vocabulary.ASIABILL));
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void aWordIsAbsentOnlyWhereNobodyHasToldOfTheParcel(SubStatus subStatus) {
        ShipmentStatus status = subStatus.status();
        boolean pending = status == ShipmentStatus.PENDING;
        boolean untold = pending || status == ShipmentStatus.NOT_FOUND;

        assertThat(Vocabulary.SEVENTEENTRACK.of(subStatus).isEmpty()).isEqualTo(pending);
        assertThat(Vocabulary.OLTS.of(subStatus).isEmpty()).isEqualTo(untold);
    }

    @ParameterizedTest
    @CsvSource({
        // signed for, by whom is not said; a locker or a neighbour's name on it is not the customer's
        "SIGNED,                   AFTERSHIP_SUBTAG,   Delivered_001",
        "SIGNED_BY_RECIPIENT,      AFTERSHIP_SUBTAG,   Delivered_003",
        "SIGNED_BY_PROXY,          AFTERSHIP_SUBTAG,   Delivered_001",
        "LOCKER_OR_STATION_SIGNED, AFTERSHIP_SUBTAG,   Delivered_001",
        "LOCKER_OR_STATION_SIGNED, OLTS,               delivery_to_locker",
        "SIGNED_BY_PROXY,          OLTS,               signed_by_third_party",
        // 17TRACK's Departure and Arrival are those of a country's port, a hub is none
        "DEPARTED_HUB,             SEVENTEENTRACK_SUB, InTransit_Other",
        "ARRIVED_HUB,              SEVENTEENTRACK_SUB, InTransit_Other",
        // asked for, not yet done
        "CANCEL_REQUESTED,         SEVENTEENTRACK_SUB, Exception_Other",
        "ORDER_CANCELLED,          SEVENTEENTRACK_SUB, Exception_Cancel",
        "CANCEL_REQUESTED,         AFTERSHIP_SUBTAG,   Exception_001",
        "ORDER_CANCELLED,          AFTERSHIP_SUBTAG,   Exception_020",
        // a refused parcel is a failed attempt to us and to 17TRACK, an exception to AfterShip
        "REFUSED,                  AFTERSHIP_SUBTAG,   Exception_003",
        "REFUSED,                  SEVENTEENTRACK_SUB, DeliveryFailure_Rejected"
    })
    void noWordSaysMoreThanWeKnow(SubStatus subStatus, Vocabulary vocabulary, String word) {
        assertThat(vocabulary.of(subStatus)).contains(word);
    }

    @Test
    void thePageShowsTheTableAsItIs() throws IOException {
        String table = rows().stream()
                .map(row -> Arrays.stream(row)
                        .map(cell -> cell.isEmpty() ? "–" : cell)
                        .collect(Collectors.joining(" | ", "| ", " |")))
                .collect(Collectors.joining("\n"));

        assertThat(Files.readString(Path.of("..", "docs", "vocabulary.md"), UTF_8))
                .contains("\n" + table + "\n");
    }

    private static TreeSet<String> words(Vocabulary vocabulary) {
        return Stream.concat(
                        Arrays.stream(SubStatus.values()).map(vocabulary::of),
                        Arrays.stream(ShipmentStatus.values()).map(vocabulary::of))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rows of the file, without comments and heads. */
    private static List<String[]> rows() throws IOException {
        try (InputStream file = Vocabulary.class.getResourceAsStream("vocabulary.csv")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        }
    }

    private static JsonNode statusMap() throws IOException {
        try (InputStream file = VocabularyTest.class.getResourceAsStream("status-map.json")) {
            return new ObjectMapper().readTree(file);
        }
    }
}
