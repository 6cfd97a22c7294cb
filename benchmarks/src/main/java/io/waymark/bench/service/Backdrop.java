package io.waymark.bench.service;

import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Kafka and the simulated world in this JVM, PostgreSQL beside it, and what every service has to know of them. */
public final class Backdrop implements AutoCloseable {

    /** The id of a master key, and the key. */
    public static final String SEALING_KEY = "bench:YS1tYXN0ZXIta2V5LW9mLXRlc3RzLCAzMiBieXRlcyE=";

    private static final int PARTITIONS = 6;

    public final int ingestPort = JavaProcess.freePort();
    public final EmbeddedKafka kafka;
    public final PostgresServer postgres;
    public final SandboxServer sandbox;
    public final SandboxView view;

    /** @param strictness further settings of the simulated world */
    public Backdrop(Map<String, String> strictness) throws IOException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "WAYMARK_SANDBOX_PORT", "0", "WAYMARK_KUAIDI100_CALLBACK_BASE", "http://localhost:" + ingestPort));
        settings.putAll(strictness);
        kafka = EmbeddedKafka.start(KafkaOptions.temporary());
        postgres = PostgresServer.start(PostgresOptions.temporary());
        sandbox = SandboxServer.start(SandboxSettings.of(settings));
        view = new SandboxView(sandbox.url());
        TopicSetup.createAll(kafka.bootstrapServers(), PARTITIONS, 1);
    }

    /** What all services read, with what one of them reads besides. */
    public Map<String, String> settings(Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(Map.ofEntries(
                Map.entry("kafka.bootstrap.servers", kafka.bootstrapServers()),
                Map.entry("waymark.postgres.host", postgres.host()),
                Map.entry("waymark.postgres.port", Integer.toString(postgres.port())),
                Map.entry("quarkus.http.port", "0"),
                Map.entry("waymark.sealing.keys", SEALING_KEY),
                Map.entry("waymark.kuaidi100.url", sandbox.url() + "/kuaidi100"),
                Map.entry("waymark.kuaidi100.key", "quickstart-key"),
                Map.entry("waymark.kuaidi100.customer", "quickstart-customer"),
                Map.entry("waymark.kuaidi100.master-secrets", "bench-master-secret"),
                Map.entry("waymark.kuaidi100.callback-base", "http://localhost:" + ingestPort),
                Map.entry("waymark.sto.url", sandbox.url() + "/sto"),
                Map.entry("waymark.sto.app-key", "bench-app"),
                Map.entry("waymark.sto.app-code", "bench-code"),
                Map.entry("waymark.sto.secrets", "quickstart-sto-secret"),
                Map.entry("waymark.thirtypost.url", sandbox.url() + "/thirtypost"),
                Map.entry("waymark.thirtypost.access-key", "c2e2e01c-6c95-4146-99d6-815811755603"),
                Map.entry("waymark.thirtypost.secret-key", "5fd68fbe-16a4-4851-bc56-3b1890a40a90"),
                Map.entry("waymark.onerway.url", sandbox.url() + "/onerway"),
                Map.entry("waymark.onerway.merchant-no", "800058"),
                Map.entry("waymark.onerway.secret", "quickstart-onerway-secret"),
                Map.entry("waymark.asiabill.url", sandbox.url() + "/asiabill"),
                Map.entry("waymark.asiabill.gateway-no", "12246002"),
                Map.entry("waymark.asiabill.sign-key", "12H4567r")));
        settings.putAll(own);
        return settings;
    }

    /** The poller's own tables, for JDBC. */
    public String tables() {
        return postgres.jdbcUrl() + "&currentSchema=poller";
    }

    @Override
    public void close() {
        sandbox.close();
        postgres.close();
        kafka.close();
    }
}
