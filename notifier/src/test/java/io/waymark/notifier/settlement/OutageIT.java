package io.waymark.notifier.settlement;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.SettlementState;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import java.net.URL;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away for a while. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@QuarkusTestResource(GatewayResource.class)
class OutageIT extends LedgerCases {

    private static final Duration SOON = Duration.ofSeconds(40);

    @TestHTTPResource(value = "/health/", management = true)
    URL health;

    @AfterEach
    void mend() throws SQLException {
        allowConnections(true);
    }

    @Test
    void factsWaitAndNothingIsMissingAfterwards() throws SQLException {
        Parcel known = new Parcel("N40");
        Parcel registeredMeanwhile = new Parcel("N41");
        known.registered();
        awaitState(known, SettlementState.OWED);
        awaitHealth("ready", 200);

        allowConnections(false);
        known.scanned(SubStatus.SIGNED);
        registeredMeanwhile.registered();
        registeredMeanwhile.scanned(SubStatus.SIGNED);
        awaitHealth("ready", 503);
        given().get(health + "live").then().statusCode(200);
        assertThat(gateway.callsAbout(known.number)).isEmpty();

        allowConnections(true);
        awaitState(known, SettlementState.ACKNOWLEDGED);
        awaitState(registeredMeanwhile, SettlementState.ACKNOWLEDGED);
        assertNothingMoreIsSent(known, 1);
        awaitHealth("ready", 200);
    }

    private void awaitHealth(String kind, int status) {
        await().atMost(SOON)
                .untilAsserted(() -> given().get(health + kind).then().statusCode(status));
    }

    /** As when the server is being restarted: no new connection comes about, and those that exist are cut. */
    private static void allowConnections(boolean allowed) throws SQLException {
        String own = SharedPostgres.settings().get("waymark.postgres.database");
        String elsewhere = SharedPostgres.jdbcUrl().replace("/" + own + "?", "/postgres?");
        try (Connection connection = DriverManager.getConnection(elsewhere);
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + own + " with allow_connections " + allowed);
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + own + "'");
            }
        }
    }
}
