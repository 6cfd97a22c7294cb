package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Shipment;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every rule of what late, repeated, contradictory and broken reports mean, from the payload to what is published. */
class RulesTest {

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "rules.csv", delimiter = '|', numLinesToSkip = 2, nullValues = "-")
    void hold(ArgumentsAccessor row) {
        List<Consumer<NormalizerDriver>> arrivals =
                Arrivals.of(row.getString(1)).list();
        try (NormalizerDriver normalizer = NormalizerDriver.start()) {
            arrivals.forEach(report -> report.accept(normalizer));

            assertStands(row, normalizer);
            assertThat(told(normalizer)).isEqualTo(row.getString(6));
            assertThat(reasonsOfDeath(normalizer)).isEqualTo(Objects.requireNonNullElse(row.getString(7), ""));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "rules.csv", delimiter = '|', numLinesToSkip = 2, nullValues = "-")
    void holdTheOtherWayRoundAndTwice(ArgumentsAccessor row) {
        List<Consumer<NormalizerDriver>> arrivals =
                new ArrayList<>(Arrivals.of(row.getString(1)).list());
        Collections.reverse(arrivals);
        try (NormalizerDriver normalizer = NormalizerDriver.start()) {
            arrivals.forEach(report -> report.accept(normalizer));
            arrivals.forEach(report -> report.accept(normalizer));

            assertStands(row, normalizer);
        }
    }

    private static void assertStands(ArgumentsAccessor row, NormalizerDriver normalizer) {
        Shipment shipment = normalizer.latest().values().iterator().next();
        assertThat(shipment.subStatus()).hasToString(row.getString(2));
        assertThat(shipment.status()).isEqualTo(shipment.subStatus().status());
        assertThat(shipment.monitoring()).hasToString(row.getString(3));
        assertThat(Objects.toString(shipment.deliveredAt(), null)).isEqualTo(row.getString(4));
        assertThat(shipment.flags().stream().map(Enum::name).sorted().collect(Collectors.joining(" ")))
                .isEqualTo(Objects.requireNonNullElse(row.getString(5), ""));
    }

    /** How many events, and how many corrections of them: {@code 2+1}. */
    private static String told(NormalizerDriver normalizer) {
        long all = normalizer.events().size();
        long corrections = normalizer.events().stream()
                .filter(event -> event.type() == TrackingEvent.Type.CORRECTION)
                .count();
        return corrections == 0 ? Long.toString(all) : all - corrections + "+" + corrections;
    }

    private static String reasonsOfDeath(NormalizerDriver normalizer) {
        return normalizer.deadLetters(Topics.RAW).stream()
                .map(dead -> CloudEvent.header(dead.headers(), "dead-letter-reason"))
                .collect(Collectors.joining(", "));
    }
}
