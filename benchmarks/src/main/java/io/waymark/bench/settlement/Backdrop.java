package io.waymark.bench.settlement;

import static java.util.Map.entry;

import io.waymark.bench.service.ServiceProcess;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.util.Map;

/** Kafka, PostgreSQL and both simulated gateways in this JVM and beside it, and the built notifier as a process. */
final class Backdrop implements AutoCloseable {

    private static final int PARTITIONS = 6;

    final EmbeddedKafka kafka;
    final PostgresServer postgres;
    final SandboxServer sandbox;
    private final ServiceProcess notifier;

    Backdrop() throws IOException, InterruptedException {
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        postgres = PostgresServer.start(PostgresOptions.temporary());
        sandbox = SandboxServer.start(SandboxSettings.of(Map.of("WAYMARK_SANDBOX_PORT", "0")));
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
        notifier = ServiceProcess.start("notifier", settings());
        notifier.awaitReady();
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                entry("waymark.postgres.host", postgres.host()),
                entry("waymark.postgres.port", Integer.toString(postgres.port())),
                entry("waymark.settlement.hold", "PT0S"),
                entry("waymark.gateway.rate", "100000"),
                entry("waymark.gateway.parallel", "32"),
                entry("waymark.onerway.url", sandbox.url() + "/onerway"),
                entry("waymark.onerway.merchant-no", "800058"),
                entry("waymark.onerway.secret", "quickstart-onerway-secret"),
                entry("waymark.asiabill.url", sandbox.url() + "/asiabill"),
                entry("waymark.asiabill.gateway-no", "12246002"),
                entry("waymark.asiabill.sign-key", "12H4567r"),
                entry("quarkus.http.port", "0"));
    }

    /** The notifier's own tables, for JDBC. */
    String ledger() {
        return postgres.jdbcUrl() + "&currentSchema=notifier";
    }

    @Override
    public void close() {
        notifier.close();
        sandbox.close();
        postgres.close();
        kafka.close();
    }
}
