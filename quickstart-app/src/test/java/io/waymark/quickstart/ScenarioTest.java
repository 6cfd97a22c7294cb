package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.quickstart.Scenario.Size;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Size SIZE = new Size(12, 10, 16);

    @Test
    void theSameSeedMakesTheSameScenarioAndAnotherAnother() {
        assertThat(text(Scenario.of(7, SIZE))).isEqualTo(text(Scenario.of(7, SIZE)));
        assertThat(text(Scenario.of(8, SIZE))).isNotEqualTo(text(Scenario.of(7, SIZE)));
    }

    @Test
    void everyServiceIsKilledAsOftenAsAnyOther() {
        List<String> kills = Scenario.of(7, SIZE).strikes().stream()
                .filter(Strike::isKill)
                .map(Strike::what)
                .toList();

        assertThat(kills).hasSize(10);
        for (Part part : Part.services()) {
            assertThat(kills)
                    .filteredOn(what -> what.equals("kill " + part.label()))
                    .hasSize(2);
        }
    }

    @Test
    void everyWireMeetsEveryTrouble() {
        assertThat(LongStream.range(1, 1_000)
                        .mapToObj(seed -> Scenario.of(seed, SIZE))
                        .flatMap(scenario -> scenario.strikes().stream())
                        .map(Strike::what)
                        .filter(what -> what.matches("[A-Z_]+ [A-Z_]+"))
                        .distinct())
                .hasSize(Wires.Link.values().length * 5);
    }

    @Test
    void everyKindOfParcelIsThereAndNoNumberTwice() {
        List<ChaosParcel> parcels = Scenario.of(7, SIZE).parcels();

        assertThat(parcels).extracting(ChaosParcel::journey).contains(Journey.values());
        assertThat(parcels).extracting(ChaosParcel::number).doesNotHaveDuplicates();
    }

    @Test
    void aRollingRestartStopsServicesAndKillsNone() {
        Scenario scenario = Scenario.of(700, SIZE);

        assertThat(scenario.kills()).isZero();
        assertThat(scenario.strikes()).singleElement().satisfies(strike -> {
            for (Part part : Part.services()) {
                assertThat(strike.what()).contains(part.name());
            }
        });
    }

    private static String text(Scenario scenario) {
        return scenario.parcels() + " " + scenario.strikes();
    }
}
