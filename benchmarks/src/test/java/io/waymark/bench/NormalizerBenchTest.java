package io.waymark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.ShipmentStatus;
import io.waymark.normalizer.status.Publication;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A benchmark in which nothing happens would look splendid. */
class NormalizerBenchTest {

    private final NormalizerStep step = new NormalizerStep();
    private final NormalizerBench pushes = new NormalizerBench();
    private final StateMachineBench scans = new StateMachineBench();

    @Test
    void aFirstPushTellsEveryNodeAndThatTheParcelWasDelivered() {
        Publication first = step.parseAndFold(SamplePush.nothingKnown(), SamplePush.raw());

        assertThat(first.events()).hasSize(SamplePush.NODES);
        assertThat(first.shipment().orElseThrow().status()).isEqualTo(ShipmentStatus.DELIVERED);
        assertThat(pushes.firstPush())
                .isEqualTo(NormalizerStep.serialise(first))
                .isGreaterThan(SamplePush.NODES * 400);
    }

    @Test
    void theNextPushTellsItsNewestNodeOnly() {
        Publication before = step.parseAndFold(SamplePush.nothingKnown(), SamplePush.raw(1));
        Publication next = step.parseAndFold(before.history(), SamplePush.raw());

        assertThat(before.events()).hasSize(SamplePush.NODES - 1);
        assertThat(next.events()).hasSize(1);
        assertThat(pushes.nextPush()).isEqualTo(NormalizerStep.serialise(next));
    }

    @Test
    void aPushThatComesAgainIsKeptAndTellsNothing() {
        Publication first = step.parseAndFold(SamplePush.nothingKnown(), SamplePush.raw());
        Publication again = step.parseAndFold(first.history(), SamplePush.raw());

        assertThat(again.events()).isEmpty();
        assertThat(again.shipment()).isEmpty();
        assertThat(pushes.repeatedPush()).isEqualTo(NormalizerStep.serialise(again));
    }

    @Test
    void theLimitReadsAllNodesAndTheRecordHoldsTheWholePush() throws IOException {
        assertThat(pushes.jsonAlone().path("lastResult").path("data")).hasSize(SamplePush.NODES);
        assertThat(pushes.readRecord().body()).isEqualTo(SamplePush.raw().body());
    }

    @Test
    void theStateMachineFoldsEveryScan() {
        assertThat(scans.report().events()).hasSize(SamplePush.NODES);
        assertThat(scans.fold().events()).isEmpty();
        assertThat(scans.fold().history()).isEqualTo(scans.report().history());
    }
}
