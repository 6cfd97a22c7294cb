package io.waymark.bench;

import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.carriers.kuaidi100.Kuaidi100;
import io.waymark.contract.RawPayload;
import io.waymark.protocol.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one Kuaidi100 push of 40 nodes costs, in operations per second and core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Kuaidi100PushBench {

    private final PushRequest request = SamplePush.request();
    private final RawPayload raw = SamplePush.raw();
    private final PayloadParser parser = new Kuaidi100().parser();
    private final PushProtocol push = new Kuaidi100()
            .push(new Settings(Map.of("master-secrets", List.of(SamplePush.MASTER_SECRET))))
            .orElseThrow();

    /** In webhook-ingest: derive the salt, check the signature, read whose parcel it is. */
    @Benchmark
    public Verdict verify() {
        return push.verify(request);
    }

    /** In the normalizer: read all nodes. */
    @Benchmark
    public ParsedPayload parse() {
        return parser.parse(raw);
    }
}
