package io.waymark.bench.webhook;

import static java.util.Map.entry;

import io.vertx.core.Vertx;
import io.waymark.bench.service.ServiceProcess;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import java.util.Map;
import java.util.Objects;

/**
 * Measures the built notifier with one endpoint that answers at once: messages per second from the first scan that is
 * written to Kafka to the last message that the endpoint has, and beside it what an HTTP client that does nothing else
 * posts to the same endpoint.
 *
 * <pre>java -cp benchmarks/target/benchmarks.jar io.waymark.bench.webhook.WebhookBench [messages] [parallel]</pre>
 */
@SuppressWarnings("SystemOut") // its results
public final class WebhookBench {

    private static final int PARTITIONS = 6;
    private static final int SCANS_OF_A_PARCEL = 4;
    private static final int ROUNDS = 3;
    private static final long PATIENCE_SECONDS = 600;

    private final Facts facts;
    private final Endpoint endpoint;

    private WebhookBench(Facts facts, Endpoint endpoint) {
        this.facts = facts;
        this.endpoint = endpoint;
    }

    public static void main(String[] arguments) throws Exception {
        int messages = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20_000;
        int parallel = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 32;
        Vertx vertx = Vertx.vertx();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
                PostgresServer postgres = PostgresServer.start(PostgresOptions.temporary())) {
            TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
            try (ServiceProcess notifier = ServiceProcess.start("notifier", settings(kafka, postgres, parallel));
                    Facts facts = new Facts(kafka.bootstrapServers());
                    Endpoint endpoint = new Endpoint(vertx)) {
                notifier.awaitReady();
                new WebhookBench(facts, endpoint).run(messages);
                String body = Objects.requireNonNull(endpoint.body());
                System.out.printf(
                        "limit: %.0f messages/s by an HTTP client alone, %d bytes each%n",
                        BareClient.perSecond(vertx, endpoint.url(), body, messages, parallel), body.length());
            }
        }
        System.exit(0); // Kafka leaves threads behind
    }

    private static Map<String, String> settings(EmbeddedKafka kafka, PostgresServer postgres, int parallel) {
        return Map.ofEntries(
                entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                entry("waymark.postgres.host", postgres.host()),
                entry("waymark.postgres.port", Integer.toString(postgres.port())),
                entry("waymark.webhook.master-secrets", "bench-webhook-secret"),
                entry("waymark.webhook.allow-private", "true"),
                entry("waymark.webhook.rate", "1000000"),
                entry("waymark.webhook.parallel-per-endpoint", Integer.toString(parallel)),
                entry("quarkus.http.port", "0"));
    }

    private void run(int messages) throws InterruptedException {
        facts.endpoint(endpoint.url());
        System.out.printf("warm-up: %.0f messages/s%n", perSecond("W", messages / 2));
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf("round %d: %.0f messages/s%n", round, perSecond("R" + round + "-", messages));
        }
    }

    /** From the first scan that is written to the last message that came. */
    private double perSecond(String prefix, int messages) throws InterruptedException {
        int parcels = messages / SCANS_OF_A_PARCEL;
        for (int i = 0; i < parcels; i++) {
            facts.registered(prefix + i);
        }
        facts.flush();
        long before = endpoint.taken();
        long begun = System.nanoTime();
        for (int sequence = 1; sequence <= SCANS_OF_A_PARCEL; sequence++) {
            for (int i = 0; i < parcels; i++) {
                facts.scanned(prefix + i, sequence);
            }
        }
        int told = parcels * SCANS_OF_A_PARCEL;
        return told * 1e9 / (endpoint.await(before + told, PATIENCE_SECONDS) - begun);
    }
}
