package io.waymark.examples;

import static org.awaitility.Awaitility.await;

import io.waymark.sandbox.infra.SharedKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;

/** What tests of the sample in plain Java share: it, its tables, and whoever publishes. */
abstract class JavaConsumerCases {

    private static final Path JAR = Path.of("java-consumer", "target", "java-consumer.jar");
    protected static final String PARCELS =
            "select tracking_number, status, sub_status, sequence, revision from parcel where tracking_number like ?"
                    + " order by tracking_number";
    protected static final String EVENTS =
            "select tracking_number, string_agg(event_id::text, ' ' order by e.sequence) from parcel_event e"
                    + " join parcel using (shipment_id) where tracking_number like ? group by 1 order by 1";

    protected final Publisher publisher = new Publisher(SharedKafka.bootstrapServers());
    private final List<Sample> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Sample::close);
        publisher.close();
    }

    protected Sample consumer(Schema schema, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA", SharedKafka.bootstrapServers(),
                "DATABASE", schema.url(),
                "GROUP", schema.url().replaceAll(".*currentSchema=", "parcels-reader-")));
        environment.putAll(settings);
        Sample sample = Sample.java(JAR, environment);
        started.add(sample);
        return sample;
    }

    protected static void eventually(ThrowingRunnable claim) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .untilAsserted(claim);
    }
}
