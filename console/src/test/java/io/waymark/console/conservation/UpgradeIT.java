package io.waymark.console.conservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the migration makes of a database in which there is something already, and of one in which there is nothing. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class UpgradeIT {

    private static final String SHIPMENT =
            """
            insert into shipment (shipment_id, status, monitoring, registered, revision, document)
            values ('8bb6c7be-429f-5f0d-998a-84695862fba7', 'PENDING', 'ACTIVE', true, 0, '{}')""";

    private static final String IN_ONE_OR_TWO_HOURS =
            """
            select hour > now() + interval '1 hour' and hour <= now() + interval '2 hours'
                   and hour = date_trunc('hour', hour) from conservation_start""";

    @Test
    void anInstallationThatIsUpgradedIsJudgedFromTheSecondFullHour() throws SQLException {
        assertThat(migrated("upgraded", SHIPMENT, IN_ONE_OR_TWO_HOURS)).isTrue();
    }

    @Test
    void aNewInstallationIsJudgedFromTheBeginning() throws SQLException {
        assertThat(migrated("fresh", "", "select hour = '-infinity' from conservation_start"))
                .isTrue();
    }

    /** Brings a schema to the release before, does something, upgrades it, and asks. */
    private static boolean migrated(String schema, String before, String question) throws SQLException {
        migrate(schema, "4");
        try (Connection connection = DriverManager.getConnection(SharedPostgres.jdbcUrl());
                Statement statement = connection.createStatement()) {
            connection.setSchema("conservation_" + schema);
            if (!before.isEmpty()) {
                statement.execute(before);
            }
            migrate(schema, "5");
            try (ResultSet answer = statement.executeQuery(question)) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private static void migrate(String schema, String version) {
        Flyway.configure()
                .dataSource(SharedPostgres.jdbcUrl(), null, null)
                .schemas("conservation_" + schema)
                .defaultSchema("conservation_" + schema)
                .locations("db/outbox", "db/migration")
                .target(version)
                .load()
                .migrate();
    }
}
