package io.waymark.notifier.settlement;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.waymark.contract.SubStatus;
import io.waymark.sandbox.SandboxServer;
import io.waymark.sandbox.SandboxSettings;
import io.waymark.sandbox.infra.BuiltService;
import io.waymark.sandbox.infra.EmbeddedKafka;
import io.waymark.sandbox.infra.KafkaOptions;
import io.waymark.sandbox.infra.PostgresOptions;
import io.waymark.sandbox.infra.PostgresServer;
import io.waymark.sandbox.infra.TopicSetup;
import io.waymark.sandbox.infra.TopicWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two replicas on one ledger: each attempt is one replica's. A transaction that is not final for long has them compete for
 * every row again and again. They call as two merchants, so that the gateway's records tell who called.
 */
@Timeout(180)
class TwoNotifiersIT {

    private static final int ROWS = 60;
    private static final int NOT_FINAL = 400;
    private static final String OTHER = "800059";

    private static final Map<String, String> SETTINGS = Map.of(
            "waymark.settlement.hold", "PT0S",
            "waymark.retry.base", "PT0.2S",
            "waymark.retry.ceiling", "PT0.3S");

    @Test
    void neverSendTheSameAttemptTwice() throws SQLException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(KafkaOptions.temporary());
                PostgresServer postgres = PostgresServer.start(PostgresOptions.temporary());
                SandboxServer sandbox = SandboxServer.start(SandboxSettings.of(Map.of(
                        "WAYMARK_SANDBOX_PORT", "0",
                        "WAYMARK_ONERWAY_ACCOUNTS", "other",
                        "WAYMARK_ONERWAY_OTHER_MERCHANT_NO", OTHER,
                        "WAYMARK_ONERWAY_OTHER_SECRET", "quickstart-onerway-secret")))) {
            TopicSetup.createAll(kafka.bootstrapServers(), 3, 1);
            SandboxView gateways = new SandboxView(sandbox.url());
            gateways.will("onerway", "not-final", NOT_FINAL);
            TopicWriter writer = new TopicWriter(kafka.bootstrapServers());
            IntStream.range(0, ROWS).forEach(i -> tell(new Parcel("sto", "TN" + i, "onerway", writer)));

            Map<String, String> asOther = new HashMap<>(SETTINGS);
            asOther.put("waymark.onerway.merchant-no", OTHER);
            try (BuiltService one = NotifierProcess.start(kafka.bootstrapServers(), postgres, sandbox.url(), SETTINGS);
                    BuiltService other =
                            NotifierProcess.start(kafka.bootstrapServers(), postgres, sandbox.url(), asOther)) {
                await().atMost(Duration.ofMinutes(2))
                        .ignoreExceptionsInstanceOf(SQLException.class) // no tables yet
                        .failFast("a service ended by itself", () -> !one.isAlive() || !other.isAlive())
                        .until(() -> attempts(postgres, "where state = 'ACKNOWLEDGED'")
                                        .size()
                                == ROWS);
            }
            assertEachAttemptReachedTheGatewayOnce(postgres, gateways.uploads());
        }
    }

    private static void tell(Parcel parcel) {
        parcel.registered();
        parcel.scanned(SubStatus.SIGNED);
    }

    private static void assertEachAttemptReachedTheGatewayOnce(
            PostgresServer postgres, List<SandboxView.Upload> uploads) throws SQLException {
        Map<String, List<SandboxView.Upload>> byNumber =
                uploads.stream().collect(groupingBy(SandboxView.Upload::number));
        Map<String, Integer> attempts = attempts(postgres, "");
        assertThat(byNumber).hasSameSizeAs(attempts);
        byNumber.forEach((number, some) -> {
            assertThat(some).as(number).hasSize(attempts.get(number));
            assertThat(some).filteredOn(SandboxView.Upload::tookEffect).hasSize(1);
            assertThat(some).noneMatch(SandboxView.Upload::repeated);
        });
        assertThat(uploads).hasSize(ROWS + NOT_FINAL);
        assertThat(uploads.stream().map(SandboxView.Upload::merchant).distinct())
                .as("both took part")
                .containsExactlyInAnyOrder("800058", OTHER);
    }

    /** How many uploads the ledger knows of, by tracking number. */
    private static Map<String, Integer> attempts(PostgresServer postgres, String which) throws SQLException {
        Map<String, Integer> attempts = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(postgres.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select tracking_number, attempts from notifier.settlement " + which)) {
            while (rows.next()) {
                attempts.put(rows.getString(1), rows.getInt(2));
            }
        }
        return attempts;
    }
}
