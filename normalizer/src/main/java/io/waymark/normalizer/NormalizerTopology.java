package io.waymark.normalizer;

import static io.waymark.contract.Topics.ACCOUNTS;
import static io.waymark.contract.Topics.COMMANDS;
import static io.waymark.contract.Topics.EVENTS;
import static io.waymark.contract.Topics.FORWARDS;
import static io.waymark.contract.Topics.KEYS;
import static io.waymark.contract.Topics.LATEST;
import static io.waymark.contract.Topics.NORMALIZER_GROUP;
import static io.waymark.contract.Topics.RAW;
import static io.waymark.contract.Topics.SHIPMENTS;

import io.quarkus.logging.Log;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Topic;
import io.waymark.normalizer.account.AccountsRepository;
import io.waymark.normalizer.status.MeaningTable;
import io.waymark.normalizer.status.StoredShipment;
import io.waymark.normalizer.status.StoredShipmentCodec;
import io.waymark.sealing.Sealing;
import io.waymark.telemetry.TraceHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * <pre>
 *   waymark.keys.v1 ──┬───► keys
 *                     ▼       │
 *   waymark.raw.v1 ───────► report ───┐                ┌──► waymark.events.v1
 *   waymark.shipments.v1 ─► register ─┤                ├──► waymark.latest.v1
 *                                     ├── histories ───┼──► waymark.commands.v1
 *   waymark.commands.v1 ──► link ─────┤  (by shipment) ├──► waymark.forwards.v1
 *                     ├───► refold ───┤                ├──► waymark.keys.v1
 *                     └───► erase ────┤                │
 *   waymark.forwards.v1 ──► forward ──┘                └──► dlq.waymark-normalizer.*
 *
 *                             report ───── accounts ────────► waymark.accounts.v1
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
    static final String TO_COMMANDS = "commands-out";
    static final String TO_FORWARDS = "forwards-out";
    static final String TO_ACCOUNTS = "accounts-out";
    static final String TO_KEYS = "keys-out";
    static final String TO_REPORT = "report";
    static final String TO_COMMANDS_DEAD_LETTERS = "commands-dead-letters";
    static final String TO_FORWARDS_DEAD_LETTERS = "forwards-dead-letters";
    static final String TO_RAW_DEAD_LETTERS = "raw-dead-letters";
    static final String TO_SHIPMENTS_DEAD_LETTERS = "shipments-dead-letters";

    /** By the broker, so that the records of the public topics, which the same producer sends, stay readable for every client. */
    private static final Map<String, String> COMPRESSED = Map.of(TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");

    private static final String[] STEPS = {"report", "register", "link", "forward", "refold", "erase"};

    /**
     * What it is built with.
     *
     * @param refoldsPerSecond how many shipments of a partition are looked at anew in a second after a mapping changed
     * @param keyPatience how long a sealed record waits for its key before it is a dead letter
     * @param silent whether it keeps what it comes to and publishes nothing
     */
    record Setup(
            NormalizerMetrics metrics,
            TraceHandler traces,
            Map<ProviderId, PayloadParser> parsers,
            MeaningTable meanings,
            int refoldsPerSecond,
            Sealing sealing,
            Duration keyPatience,
            boolean silent) {}

    @Produces
    Topology topology(
            NormalizerMetrics metrics,
            TraceHandler traces,
            MappingsConfig mappings,
            ParsersConfig parsers,
            Sealing sealing,
            @ConfigProperty(name = "waymark.normalizer.key-patience", defaultValue = "PT24H") Duration keyPatience,
            @ConfigProperty(name = "quarkus.kafka-streams.application-id") String application) {
        boolean silent = !application.equals(NORMALIZER_GROUP);
        if (silent) {
            Log.warnf("publishes nothing, for comparison only application=%s", application);
        }
        return build(new Setup(
                metrics,
                traces,
                parsers.parsers(),
                mappings.meanings(),
                mappings.refoldsPerSecond(),
                sealing,
                keyPatience,
                silent));
    }

    /** A stream thread that fails is replaced: its transaction is aborted and its records are processed again. */
    @Produces
    StreamsUncaughtExceptionHandler onFailure() {
        return failure -> StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    static Topology build(Setup setup) {
        NormalizerMetrics metrics = setup.metrics();
        TraceHandler traces = setup.traces();
        MeaningTable meanings = setup.meanings();
        Topology topology = new Topology();
        source(topology, "raw", RAW);
        source(topology, "registrations", SHIPMENTS);
        source(topology, "commands", COMMANDS);
        source(topology, "forwards", FORWARDS);
        storeOf(topology, "keys-in", KEYS);
        topology.addProcessor("erase", TracedHandler.of(traces, () -> new EraseHandler(metrics, meanings)), "commands");
        topology.addProcessor("report", TracedHandler.of(traces, () -> report(setup)), "raw", "keys-in", "erase");
        topology.addProcessor(
                "register",
                TracedHandler.of(traces, () -> new RegistrationHandler(metrics, meanings)),
                "registrations");
        topology.addProcessor("link", TracedHandler.of(traces, () -> new LinkHandler(metrics, meanings)), "commands");
        topology.addProcessor(
                "forward", TracedHandler.of(traces, () -> new ForwardHandler(metrics, meanings)), "forwards");
        topology.addProcessor(
                "refold", () -> new RefoldHandler(metrics, meanings, setup.refoldsPerSecond()), "commands");
        topology.addStateStore(histories(), STEPS);
        topology.addStateStore(MappingsRepository.builder(), STEPS);
        topology.addStateStore(AccountsRepository.builder(), "report");
        topology.addStateStore(WaitingRepository.builder(), "report", "erase");
        topology.connectProcessorAndStateStores("report", KeysRepository.STORE);
        topology.connectProcessorAndStateStores("erase", KeysRepository.STORE);
        sinks(topology, setup.silent() ? NormalizerTopology::drop : NormalizerTopology::sink);
        return topology;
    }

    private static ReportHandler report(Setup setup) {
        return new ReportHandler(
                setup.metrics(), setup.meanings(), setup.parsers(), setup.sealing(), setup.keyPatience());
    }

    /** The topic of keys is the store's changelog: the store is restored from it, and nothing is written besides. */
    private static void storeOf(Topology topology, String source, Topic<String, ?> keys) {
        topology.addReadOnlyStateStore(
                KeysRepository.builder(),
                source,
                KeysHandler::earlier,
                keys.keys().deserializer(),
                Serdes.ByteArray().deserializer(),
                keys.name(),
                "keep-keys",
                KeysHandler::new);
    }

    private static void sinks(Topology topology, Sinks sinks) {
        sinks.add(topology, TO_EVENTS, EVENTS, STEPS);
        sinks.add(topology, TO_LATEST, LATEST, STEPS);
        sinks.add(topology, TO_COMMANDS, COMMANDS, STEPS);
        sinks.add(topology, TO_FORWARDS, FORWARDS, STEPS);
        sinks.add(topology, TO_ACCOUNTS, ACCOUNTS, "report");
        sinks.add(topology, TO_KEYS, KEYS, "report", "erase");
        sinks.add(topology, TO_RAW_DEAD_LETTERS, RAW.deadLettersOf(NORMALIZER_GROUP), "report");
        sinks.add(topology, TO_SHIPMENTS_DEAD_LETTERS, SHIPMENTS.deadLettersOf(NORMALIZER_GROUP), "register");
        sinks.add(
                topology,
                TO_COMMANDS_DEAD_LETTERS,
                COMMANDS.deadLettersOf(NORMALIZER_GROUP),
                "link",
                "refold",
                "erase");
        sinks.add(topology, TO_FORWARDS_DEAD_LETTERS, FORWARDS.deadLettersOf(NORMALIZER_GROUP), "forward");
    }

    /** Values stay bytes until a handler reads them, so that one that cannot be read is the handler's business. */
    private static void source(Topology topology, String name, Topic<String, ?> topic) {
        topology.addSource(name, topic.keys().deserializer(), Serdes.ByteArray().deserializer(), topic.name());
    }

    /** Where what is told goes. */
    @FunctionalInterface
    private interface Sinks {

        void add(Topology topology, String name, Topic<?, ?> topic, String... parents);
    }

    private static void drop(Topology topology, String name, Topic<?, ?> topic, String... parents) {
        topology.addProcessor(name, Dropping::new, parents);
    }

    /** Takes what is told and does nothing with it. */
    private static final class Dropping implements Processor<Object, Object, Void, Void> {

        @Override
        public void process(Record<Object, Object> told) {}
    }

    private static <K, V> void sink(Topology topology, String name, Topic<K, V> topic, String... parents) {
        topology.addSink(
                name, topic.name(), topic.keys().serializer(), topic.values().serializer(), parents);
    }

    private static StoreBuilder<KeyValueStore<String, StoredShipment>> histories() {
        return Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(HISTORIES),
                        Serdes.String(),
                        Serdes.serdeFrom(
                                (topic, history) -> history == null ? null : StoredShipmentCodec.write(history),
                                (topic, bytes) -> bytes == null ? null : StoredShipmentCodec.read(bytes)))
                .withLoggingEnabled(COMPRESSED);
    }
}
