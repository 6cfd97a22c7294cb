package io.waymark.poller.plan;

import static io.restassured.RestAssured.given;
import static io.waymark.contract.SubStatus.DAMAGED;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.ShipmentStatus;
import io.waymark.poller.subscription.ProviderResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.net.URL;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is usual is learnt from the gaps in the database, and planned by. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(ProviderResource.class)
class SilenceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration GAP = Duration.ofHours(3);

    @Inject
    Pool database;

    @Inject
    SilenceScheduler silences;

    @Inject
    Planner planner;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    /** Gauges outlive the application that an earlier test class started in this JVM with other settings. */
    @BeforeEach
    void forgetGaugesOfOthers() {
        meters.find("expected.silence").gauges().forEach(meters::remove);
    }

    @AfterEach
    void forget() {
        run("delete from silence_gap");
        learn();
    }

    private void run(String statement) {
        database.query(statement).execute().await().atMost(PATIENCE);
    }

    private void learn() {
        silences.learn().await().atMost(PATIENCE);
    }

    private void counted(int daysAgo, long gaps) {
        run("insert into silence_gap values ('kuaidi100', 'EXCEPTION', current_date - " + daysAgo + ", "
                + LogScale.bucket(GAP) + ", " + gaps + ")");
    }

    private String gauge() {
        return given().get(metrics)
                .asString()
                .lines()
                .filter(line -> line.startsWith("expected_silence_seconds{"))
                .filter(line -> line.contains("kuaidi100") && line.contains("EXCEPTION"))
                .findFirst()
                .orElseThrow();
    }

    private Duration silent() {
        WatchFacts facts = Facts.pushed().at(DAMAGED).heard("PT0S").facts();
        assertThat(facts.status()).isEqualTo(ShipmentStatus.EXCEPTION);
        return planner.plan(facts, 0).dueIn();
    }

    @Test
    void gapsOfTheLastThirtyDaysReplaceTheProvidersOwnInterval() {
        counted(29, 20);
        counted(0, 29);
        counted(30, 1000);
        learn();

        assertThat(silent()).isEqualTo(Duration.ofHours(8));
        assertThat(gauge()).contains("basis=\"documented\"").endsWith(" 28800.0");

        counted(1, 1);
        learn();

        assertThat(silent()).isBetween(GAP, GAP.plusMinutes(30));
        assertThat(gauge()).contains("basis=\"history\"");
    }

    @Test
    void whatIsOlderIsDeleted() {
        counted(30, 7);
        counted(29, 5);
        learn();

        assertThat(database.query("select sum(gaps) as gaps from silence_gap")
                        .execute()
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next()
                        .getLong("gaps"))
                .isEqualTo(5);
    }
}
