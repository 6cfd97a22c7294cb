package io.waymark.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaterLevelTest {

    @Test
    void isSuchThatAllTogetherGetWhatThereIs() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            int[] asked = random.ints(1 + random.nextInt(50), 1, 1000).toArray();
            double capacity = random.nextDouble() * Arrays.stream(asked).sum();

            double level = WaterLevel.of(asked, capacity);

            assertThat(Arrays.stream(asked)
                            .mapToDouble(one -> Math.min(one, level))
                            .sum())
                    .isCloseTo(capacity, within(1e-6));
        }
    }

    @Test
    void isTheWholeWhereEverybodyFits() {
        assertThat(WaterLevel.of(new int[] {1, 2, 3}, 10)).isEqualTo(10);
        assertThat(WaterLevel.of(new int[0], 10)).isEqualTo(10);
    }

    @Test
    void isNothingWhereThereIsNothing() {
        assertThat(WaterLevel.of(new int[] {1, 2, 3}, 0)).isZero();
    }
}
