package io.waymark.notifier.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Instant AT = Instant.parse("2026-12-01T00:00:00Z");
    private static final Deadline DEADLINE = new Deadline(AT, null, false);

    private static Instant before(long days) {
        return AT.minus(Duration.ofDays(days));
    }

    @Test
    void tellsSevenThreeAndOneDayBeforeAndWhenItHasPassedOnceEach() {
        List<String> told = new ArrayList<>();
        Deadline deadline = DEADLINE;
        while (deadline.dueAt() != null) {
            Instant due = deadline.dueAt();
            assertThat(deadline.alarmed(due.minusMillis(1))).isEqualTo(deadline);
            deadline = deadline.alarmed(due);
            told.add(Duration.between(due, AT).toDays() + " days: " + deadline.words());
        }

        assertThat(told)
                .containsExactly(
                        "7 days: the gateway's deadline is 7 days away or less",
                        "3 days: the gateway's deadline is 3 days away or less",
                        "1 days: the gateway's deadline is 1 days away or less",
                        "0 days: the gateway's deadline has passed");
    }

    @Test
    void anAlarmThatWasMissedIsNotMadeUpFor() {
        Deadline late = DEADLINE.alarmed(before(2));

        assertThat(late.alarm()).isEqualTo(3);
        assertThat(late.dueAt()).isEqualTo(before(1));
    }

    @Test
    void whatWasSaidIsNotSaidAgainWhenTheDeadlineMoves() {
        Deadline moved = DEADLINE.alarmed(before(1)).movedTo(AT.plus(Duration.ofDays(10)));

        assertThat(moved.dueAt()).isEqualTo(moved.at());
        assertThat(moved.alarmed(before(0))).isEqualTo(moved);
    }

    @Test
    void overdueStays() {
        Deadline overdue = DEADLINE.flagged(AT);

        assertThat(overdue.overdue()).isTrue();
        assertThat(overdue.movedTo(AT.plusSeconds(1)).flagged(before(9)).overdue())
                .isTrue();
    }

    @Test
    void withoutATimeNothingIsEverDue() {
        assertThat(Deadline.NONE.dueAt()).isNull();
        assertThat(Deadline.NONE.alarmed(AT)).isEqualTo(Deadline.NONE);
    }
}
