package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.quickstart.PromQl.Selector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

    @Test
    void functionsAggregationsDurationsNumbersAndTextsAreNoMetrics() {
        assertThat(
                        PromQl.selectors(
                                """
                        sum by (provider, le) (rate(callback_seconds_bucket{outcome="accepted", le=~"0.05|up"}[5m])) / 1e9
                          > on (provider) group_left () 14.4 * max without (job) (up offset 1d)"""))
                .containsExactly(
                        new Selector("callback_seconds_bucket", Set.of("outcome", "le")), new Selector("up", Set.of()));
    }

    @Test
    void operatorsInWordsAreNoMetrics() {
        assertThat(PromQl.selectors("a > 0 and b{x='}\"'} or c[1h:5m] unless sum(waymark:d:ratio) == bool 1"))
                .extracting(Selector::metric)
                .containsExactly("a", "b", "c", "waymark:d:ratio");
    }

    @Test
    void aMetricThatIsReadTwiceIsToldTwice() {
        assertThat(PromQl.selectors("label_values(up{job=~\"a|b\"}, job) / up"))
                .isEqualTo(List.of(
                        new Selector("up", Set.of("job")),
                        new Selector("job", Set.of()),
                        new Selector("up", Set.of())));
    }
}
