package io.waymark.sandbox.infra;

import org.jspecify.annotations.Nullable;

/** The one broker that all tests of a JVM share, with all topics. Started when first asked for; ends with the JVM. */
public final class SharedKafka {

    /** As in the quickstart. */
    private static final int PARTITIONS = 6;

    private static @Nullable String bootstrapServers;

    private SharedKafka() {}

    /** Where it listens. */
    public static String bootstrapServers() {
        return (String) JvmWide.call(SharedKafka.class, "started");
    }

    /** Called by name: see {@link JvmWide}. */
    static synchronized String started() {
        if (bootstrapServers == null) {
            bootstrapServers = Containers.wanted() ? Containers.kafka() : embedded();
            TopicSetup.createAll(bootstrapServers, PARTITIONS, 1);
        }
        return bootstrapServers;
    }

    private static String embedded() {
        EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "close-shared-kafka"));
        return kafka.bootstrapServers();
    }
}
