package io.waymark.normalizer;

import static io.waymark.contract.Topics.EVENTS;
import static io.waymark.contract.Topics.LATEST;
import static io.waymark.contract.Topics.NORMALIZER_GROUP;
import static io.waymark.contract.Topics.RAW;
import static io.waymark.contract.Topics.SHIPMENTS;

import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topic;
import io.waymark.normalizer.status.ShipmentHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * <pre>
 *   waymark.raw.v1 ───────► report ───┐                ┌──► waymark.events.v1
 *                                     ├── histories ───┼──► waymark.latest.v1
 *   waymark.shipments.v1 ─► register ─┘  (by shipment) └──► dlq.waymark-normalizer.*
 * </pre>
 *
 * <p>A record that cannot be processed goes to the dead letters of its topic, and the partition moves on.
 */
@ApplicationScoped
class NormalizerTopology {

    /** Also part of the changelog topic's name: to rename it is to forget every parcel. */
    static final String HISTORIES = "histories";

    static final String TO_EVENTS = "events";
    static final String TO_LATEST = "latest";
    static final String TO_RAW_DEAD_LETTERS = "raw-dead-letters";
    static final String TO_SHIPMENTS_DEAD_LETTERS = "shipments-dead-letters";

    @Produces
    Topology topology(NormalizerMetrics metrics) {
        return build(metrics);
    }

    /** A stream thread that fails is replaced: its transaction is aborted and its records are processed again. */
    @Produces
    StreamsUncaughtExceptionHandler onFailure() {
        return failure -> StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    static Topology build(NormalizerMetrics metrics) {
        Topology topology = new Topology();
        source(topology, "raw", RAW);
        source(topology, "registrations", SHIPMENTS);
        topology.addProcessor("report", () -> new ReportHandler(metrics), "raw");
        topology.addProcessor("register", () -> new RegistrationHandler(metrics), "registrations");
        topology.addStateStore(histories(), "report", "register");
        sink(topology, TO_EVENTS, EVENTS, "report", "register");
        sink(topology, TO_LATEST, LATEST, "report", "register");
        sink(topology, TO_RAW_DEAD_LETTERS, RAW.deadLettersOf(NORMALIZER_GROUP), "report");
        sink(topology, TO_SHIPMENTS_DEAD_LETTERS, SHIPMENTS.deadLettersOf(NORMALIZER_GROUP), "register");
        return topology;
    }

    /** Values stay bytes until a handler reads them, so that one that cannot be read is the handler's business. */
    private static void source(Topology topology, String name, Topic<String, ?> topic) {
        topology.addSource(name, topic.keys().deserializer(), Serdes.ByteArray().deserializer(), topic.name());
    }

    private static <K, V> void sink(Topology topology, String name, Topic<K, V> topic, String... parents) {
        topology.addSink(
                name, topic.name(), topic.keys().serializer(), topic.values().serializer(), parents);
    }

    private static StoreBuilder<KeyValueStore<String, ShipmentHistory>> histories() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(HISTORIES), Serdes.String(), JsonSerde.of(ShipmentHistory.class));
    }
}
