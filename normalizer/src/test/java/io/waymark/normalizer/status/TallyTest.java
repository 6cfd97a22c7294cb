package io.waymark.normalizer.status;

import static io.waymark.normalizer.status.Scans.kuaidi100;
import static io.waymark.normalizer.status.Scans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Scan;
import io.waymark.contract.Monitoring;
import io.waymark.normalizer.status.Scans.Payload;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final int HISTORIES = 300;
    private static final int REPORTS = 6;

    private final StateMachine machine = new StateMachine();
    private ShipmentHistory history = Scans.empty();

    @Test
    void whatTheHistoryHadIsRepeatedAndTheRestIsNew() {
        assertCounted(kuaidi100(scan("103", 0), scan("5", 4)), 2, 0);
        assertCounted(kuaidi100(scan("103", 0), scan("5", 4), scan("301", 5)), 1, 2);
    }

    @Test
    void aScanThatComesTwiceInOneReportIsRepeatedOnce() {
        assertCounted(kuaidi100(scan("5", 4), scan("5", 4)), 1, 1);
    }

    @Test
    void aScanThatIsKeptNoLongerIsRepeatedAllTheSame() {
        Scan[] scans = IntStream.range(0, 300).mapToObj(hour -> scan("0", hour)).toArray(Scan[]::new);

        assertCounted(kuaidi100(scans), 300, 0);
        assertCounted(kuaidi100(scans), 0, 300);
    }

    @Test
    void aScanThatWasTakenBackBeforeItCameIsNewAlthoughNobodyIsToldOfIt() {
        assertCounted(kuaidi100(Monitoring.ACTIVE, true, scan("5", 4)), 1, 0);

        Publication late = assertCounted(kuaidi100(scan("103", 0)).receivedAt(Scans.RECEIVED.minusSeconds(60)), 1, 0);

        assertThat(late.events()).isEmpty();
    }

    @Test
    void everyScanIsEitherNewOrRepeated() {
        for (int seed = 0; seed < HISTORIES; seed++) {
            Random random = new Random(seed);
            history = Scans.empty();
            int added = 0;
            for (int i = 0; i < REPORTS; i++) {
                Payload report = kuaidi100(Monitoring.ACTIVE, random.nextInt(4) == 0, some(random));
                Publication step = report(report.receivedAt(Scans.RECEIVED.plusSeconds(random.nextInt(100))));
                added += step.newScans();
                assertThat(step.newScans() + step.repeatedScans())
                        .as("seed %d", seed)
                        .isEqualTo(report.parsed().scans().size());
            }
            assertThat(added)
                    .as("seed %d", seed)
                    .isEqualTo(history.scans().size()
                            + history.folded().fingerprints().size());
        }
    }

    /** Few or many of 300 hours, so that some come again and some are folded away in between. */
    private static Scan[] some(Random random) {
        return IntStream.range(0, random.nextInt(200))
                .mapToObj(i -> scan("0", random.nextInt(300)))
                .toArray(Scan[]::new);
    }

    private Publication assertCounted(Payload payload, int newScans, int repeatedScans) {
        Publication step = report(payload);
        assertThat(step.newScans()).isEqualTo(newScans);
        assertThat(step.repeatedScans()).isEqualTo(repeatedScans);
        return step;
    }

    private Publication report(Payload payload) {
        Publication step = machine.report(history, payload.raw(), payload.provider(), payload.parsed(), "raw-0@0");
        history = step.history();
        return step;
    }
}
