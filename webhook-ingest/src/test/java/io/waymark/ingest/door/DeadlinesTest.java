package io.waymark.ingest.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    private final List<Integer> missed = new ArrayList<>();
    private final Deadlines deadlines = new Deadlines(100);

    private final class Numbered extends Deadlines.Deadline {
        private final int number;

        Numbered(int number) {
            this.number = number;
        }

        @Override
        protected void missed() {
            missed.add(number);
        }
    }

    @Test
    void tellsWhatIsNotOverInTimeOnceAndInOrder() {
        deadlines.arm(new Numbered(1), 0);
        deadlines.arm(new Numbered(2), 10);
        deadlines.arm(new Numbered(3), 50);

        deadlines.look(99);
        assertThat(missed).isEmpty();
        deadlines.look(110);
        deadlines.look(111);
        assertThat(missed).containsExactly(1, 2);
    }

    @Test
    void tellsNothingOfWhatIsOver() {
        Random random = new Random(1);
        List<Integer> left = new ArrayList<>();
        List<Numbered> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(new Numbered(i));
            deadlines.arm(all.get(i), i);
        }
        for (Numbered one : all) {
            if (random.nextBoolean()) {
                deadlines.disarm(one);
                deadlines.disarm(one);
            } else {
                left.add(one.number);
            }
        }

        deadlines.look(1000);

        assertThat(missed).isEqualTo(left).hasSizeBetween(20, 80);
    }

    @Test
    void forgetsWhatWasNeverArmed() {
        deadlines.disarm(new Numbered(1));
        deadlines.look(1000);

        assertThat(missed).isEmpty();
    }
}
