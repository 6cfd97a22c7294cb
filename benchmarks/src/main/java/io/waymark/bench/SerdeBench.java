package io.waymark.bench;

import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.normalizer.status.HistoryCodec;
import io.waymark.normalizer.status.Publication;
import io.waymark.normalizer.status.ShipmentHistory;
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

/** What it costs to write and read each kind of record that the normalizer handles: of a parcel of 40 nodes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class SerdeBench {

    private final RawPayload raw = SamplePush.raw();
    private final Publication publication = new NormalizerStep().parseAndFold(SamplePush.nothingKnown(), raw);
    private final ShipmentHistory history = publication.history();
    private final TrackingEvent event = publication.events().get(0);
    private final Shipment shipment = publication.shipment().orElseThrow();
    private final byte[] rawBytes = written(Topics.RAW, raw);
    private final byte[] historyBytes = HistoryCodec.write(history);
    private final byte[] eventBytes = written(Topics.EVENTS, event);
    private final byte[] shipmentBytes = written(Topics.LATEST, shipment);

    private static <V> byte[] written(Topic<?, V> topic, V value) {
        return topic.values().serializer().serialize(topic.name(), value);
    }

    private static <V> V read(Topic<?, V> topic, byte[] bytes) {
        return topic.values().deserializer().deserialize(topic.name(), bytes);
    }

    /** The whole raw record, 29 KB of form in it as Base64. */
    @Benchmark
    public byte[] writeRaw() {
        return written(Topics.RAW, raw);
    }

    @Benchmark
    public RawPayload readRaw() {
        return read(Topics.RAW, rawBytes);
    }

    /** All 40 scans as the store has them, and what was last published. */
    @Benchmark
    public byte[] writeHistory() {
        return HistoryCodec.write(history);
    }

    @Benchmark
    public ShipmentHistory readHistory() {
        return HistoryCodec.read(historyBytes);
    }

    @Benchmark
    public byte[] writeEvent() {
        return written(Topics.EVENTS, event);
    }

    @Benchmark
    public TrackingEvent readEvent() {
        return read(Topics.EVENTS, eventBytes);
    }

    @Benchmark
    public byte[] writeShipment() {
        return written(Topics.LATEST, shipment);
    }

    @Benchmark
    public Shipment readShipment() {
        return read(Topics.LATEST, shipmentBytes);
    }
}
