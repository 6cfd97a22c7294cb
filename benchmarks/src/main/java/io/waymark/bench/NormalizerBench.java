package io.waymark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Topics;
import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.normalizer.status.ShipmentHistory;
import java.io.IOException;
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

/** What one Kuaidi100 push of 40 nodes costs the normalizer, in pushes per second and core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class NormalizerBench {

    private final NormalizerStep step = new NormalizerStep();
    private final ObjectMapper mapper = new ObjectMapper();
    private final byte[] json = SamplePush.json();
    private final RawPayload raw = SamplePush.raw();
    private final byte[] record = Topics.RAW.values().serializer().serialize(Topics.RAW.name(), raw);
    private final ShipmentHistory nothing = SamplePush.nothingKnown();
    private final byte[] allButTheNewest =
            HistoryCodec.write(step.parseAndFold(nothing, SamplePush.raw(1)).history());
    private final byte[] all =
            HistoryCodec.write(step.parseAndFold(nothing, raw).history());

    /** The limit of the machine: Jackson reads the same JSON, out of its form already, and nothing is done with it. */
    @Benchmark
    public JsonNode jsonAlone() throws IOException {
        return mapper.readTree(json);
    }

    /** Before everything else: the raw record out of Kafka, with the form in it as Base64. */
    @Benchmark
    public RawPayload readRecord() {
        return Topics.RAW.values().deserializer().deserialize(Topics.RAW.name(), record);
    }

    /** A parcel of which nothing was known: forty events. */
    @Benchmark
    public int firstPush() {
        return NormalizerStep.serialise(step.parseAndFold(nothing, raw));
    }

    /** The usual push: its newest node is new, and makes one event. */
    @Benchmark
    public int nextPush() {
        return NormalizerStep.serialise(step.parseAndFold(HistoryCodec.read(allButTheNewest), raw));
    }

    /** A push that comes again: nothing is told. */
    @Benchmark
    public int repeatedPush() {
        return NormalizerStep.serialise(step.parseAndFold(HistoryCodec.read(all), raw));
    }
}
