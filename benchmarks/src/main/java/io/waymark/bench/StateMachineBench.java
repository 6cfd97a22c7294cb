package io.waymark.bench;

import io.waymark.carriers.ParsedPayload;
import io.waymark.contract.RawPayload;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a scan costs the state machine, in scans per second and core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class StateMachineBench {

    private final NormalizerStep step = new NormalizerStep();
    private final RawPayload raw = SamplePush.raw();
    private final ParsedPayload parsed = step.parse(raw);
    private final ShipmentHistory nothing = SamplePush.nothingKnown();
    private final ShipmentHistory all = step.fold(nothing, raw, parsed).history();

    /** The fold alone: from a set of scans to status, flags and times. */
    @Benchmark
    @OperationsPerInvocation(SamplePush.NODES)
    public Publication fold() {
        return step.refold(all);
    }

    /** Besides: the scans' ids, the masking of their words, the merge with what is known, and their events. */
    @Benchmark
    @OperationsPerInvocation(SamplePush.NODES)
    public Publication report() {
        return step.fold(nothing, raw, parsed);
    }
}
