package io.waymark.console.stream;

import static io.waymark.console.stream.Seats.Answer.ALL_FULL;
import static io.waymark.console.stream.Seats.Answer.HOLDER_FULL;
import static io.waymark.console.stream.Seats.Answer.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatsTest {

    private final Seats seats = new Seats(2, 3);

    @Test
    void oneHolderHasNoMoreThanItsShare() {
        assertThat(seats.take("a")).isEqualTo(TAKEN);
        assertThat(seats.take("a")).isEqualTo(TAKEN);
        assertThat(seats.take("a")).isEqualTo(HOLDER_FULL);
        assertThat(seats.take("b")).isEqualTo(TAKEN);
        assertThat(seats.count()).isEqualTo(3);
    }

    @Test
    void allHoldersTogetherHaveNoMoreThanThereAre() {
        seats.take("a");
        seats.take("b");
        seats.take("c");

        assertThat(seats.take("d")).isEqualTo(ALL_FULL);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() {
        seats.take("a");
        seats.take("a");
        seats.free("a");

        assertThat(seats.take("a")).isEqualTo(TAKEN);
        seats.free("a");
        seats.free("a");
        assertThat(seats.count()).isZero();
    }
}
