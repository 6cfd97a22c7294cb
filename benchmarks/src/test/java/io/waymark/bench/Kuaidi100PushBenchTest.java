package io.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Verdict;
import org.junit.jupiter.api.Test;

/** A benchmark that measures how fast a push is refused would look splendid. */
class Kuaidi100PushBenchTest {

    private final Kuaidi100PushBench bench = new Kuaidi100PushBench();

    @Test
    void verifiesAPushThatIsAccepted() {
        assertThat(bench.verify()).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void parsesEveryNodeOfAPushOfTheUsualSize() {
        assertThat(bench.parse().scans()).hasSize(SamplePush.NODES);
        assertThat(bench.parse().unreadable()).isEmpty();
        assertThat(SamplePush.raw().body()).hasSizeGreaterThan(10_000);
    }
}
