package io.waymark.notifier.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.notifier.webhook.DeliveryRepository.DueEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacesTest {

    private final Random seeded = new Random(1);

    private static List<DueEndpoint> due(int from, int count, boolean failing) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> new DueEndpoint(new UUID(0, i), "m" + i, failing))
                .toList();
    }

    @Test
    void anEndpointHasNoMoreThanItsPlaces() {
        Places places = new Places(100, 4, 50, seeded);

        assertThat(places.take(due(0, 1, false))).containsOnly(Map.entry(new UUID(0, 0), 4));
        assertThat(places.take(due(0, 1, false))).isEmpty();
    }

    @Test
    void aPlaceThatIsFreedCanBeTakenAgain() {
        Places places = new Places(100, 4, 50, seeded);
        places.take(due(0, 1, false));

        places.free(new UUID(0, 0));

        assertThat(places.take(due(0, 1, false))).containsOnly(Map.entry(new UUID(0, 0), 1));
    }

    @Test
    void whereThereAreFewPlacesAsManyEndpointsAsPossibleHaveOne() {
        Places places = new Places(10, 4, 50, seeded);

        assertThat(places.take(due(0, 10, false))).hasSize(10).containsValue(1).doesNotContainValue(2);
    }

    @Test
    void failingEndpointsHaveOnePlaceEachAndHalfOfAllTogether() {
        Places places = new Places(20, 4, 50, seeded);

        assertThat(places.take(due(0, 100, true))).hasSize(10).doesNotContainValue(2);
        assertThat(places.take(due(100, 100, false))).hasSize(10);
    }

    @Test
    void aMerchantHasAQuarterOfThePlacesHoweverManyEndpointsItHas() {
        Places places = new Places(16, 4, 50, seeded);
        List<DueEndpoint> ofOne = IntStream.range(0, 50)
                .mapToObj(i -> new DueEndpoint(new UUID(1, i), "one", false))
                .toList();

        Map<UUID, Integer> taken = places.take(ofOne);

        assertThat(taken).hasSize(4).doesNotContainValue(2);
        assertThat(places.take(due(0, 1, false))).containsValue(4);
        places.free(taken.keySet().iterator().next());
        assertThat(places.take(ofOne)).hasSize(1);
    }

    @Test
    void failingEndpointsGiveBackWhatTheyHad() {
        Places places = new Places(2, 4, 50, seeded);
        places.take(due(0, 1, true));

        places.free(new UUID(0, 0));

        assertThat(places.take(due(1, 1, true))).hasSize(1);
    }

    @Test
    void noMoreBeginInASecondThanTheRateAllows() {
        Places places = new Places(100, 50, 3, seeded);

        assertThat(places.take(due(0, 1, false))).containsOnly(Map.entry(new UUID(0, 0), 3));
    }

    @Test
    void whatWasNotUsedCountsForNothing() {
        Places places = new Places(100, 50, 3, seeded);
        places.take(due(0, 1, false));

        places.giveBack(new UUID(0, 0), 2);

        assertThat(places.take(due(0, 1, false))).containsOnly(Map.entry(new UUID(0, 0), 2));
    }

    @Test
    void itIsDrainedWhenNothingIsUnderWay() throws InterruptedException {
        Places places = new Places(100, 4, 50, seeded);
        places.take(due(0, 1, true));

        assertThat(places.drained(Duration.ofMillis(10))).isFalse();
        places.free(new UUID(0, 0));
        assertThat(places.drained(Duration.ofMillis(10))).isTrue();
    }
}
