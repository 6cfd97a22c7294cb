package io.waymark.bench;

import io.waymark.contract.WrappedKey;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to seal a body with a key of its own, and to open it: of a push of 4 nodes, and of one of 40. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SealingBench {

    private static final String MASTER_KEY = "bench:YmVuY2gtbWFzdGVyLWtleS1vZi0zMi1ieXRlcy4uLi4=";
    private static final String CONTEXT = "0b9f6a3e-5f81-4722-8d51-befdcef68aaa:bench";

    /** Of the body. */
    @Param({"3000", "29000"})
    public int bytes;

    private final Sealing sealing = Sealing.of(List.of(MASTER_KEY));
    private byte[] body = {};
    private Sealed sealed = sealing.seal(body, CONTEXT);

    @Setup
    public void makeBody() {
        body = new byte[bytes];
        new Random(1).nextBytes(body);
        sealed = sealing.seal(body, CONTEXT);
    }

    @Benchmark
    public Sealed seal() {
        return sealing.seal(body, CONTEXT);
    }

    @Benchmark
    public byte[] open() {
        WrappedKey key = Objects.requireNonNull(sealed.key());
        return sealing.open(sealed.bytes(), key, CONTEXT);
    }
}
