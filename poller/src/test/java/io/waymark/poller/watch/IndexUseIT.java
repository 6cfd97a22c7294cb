package io.waymark.poller.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However much is followed, no statement reads all of it. On 20,000 rows, in a transaction that is rolled back. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(UnpolledResource.class)
class IndexUseIT {

    private static final String FILL =
            """
            insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at,
              rank, next_at)
            select gen_random_uuid(), (array['kuaidi100', 'sto', 'thirtypost'])[1 + n % 3], 'c' || n % 20, 'INDEXED' || n,
              'AUTO', now(), 1, now() - n * interval '10 seconds', n % 3, now() + (n - 500) * interval '1 minute'
            from generate_series(1, 20000) n;
            create temporary view filled as select * from watch where tracking_number like 'INDEXED%';
            insert into parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)
            select shipment_id, 'IN_TRANSIT', 'MOVING', 'ACTIVE', now(), 1 from filled;
            insert into subscription (shipment_id, provider, carrier, tracking_number, revision)
            select shipment_id, provider, carrier, tracking_number, 1 from filled;
            insert into proof_deadline select gen_random_uuid(), shipment_id, now(), true, 1 from filled;
            insert into number_use (provider, carrier, tracking_number)
            select provider, carrier, tracking_number from filled;
            analyze watch, parcel, subscription, proof_deadline, number_use;
            """;

    private static final String CLAIM =
            """
            select id from watch where provider = $1 and rank = $2 and next_at <= now()
            order by next_at limit $3 for update skip locked
            """;

    private static final String CLAIM_ORDER = "watch_due";

    private Connection database;

    @BeforeEach
    void fill() throws SQLException {
        database =
                DriverManager.getConnection(SharedPostgres.jdbcUrl() + "&preferQueryMode=simple&currentSchema=poller");
        database.setAutoCommit(false);
        execute(FILL);
    }

    @AfterEach
    void forget() throws SQLException {
        database.rollback();
        database.close();
    }

    static Stream<Arguments> statements() {
        return Stream.concat(
                Stream.of(
                        Arguments.of("claim", CLAIM),
                        Arguments.of("lock of a batch", PlanRepository.LOCK),
                        Arguments.of("lock of shipments", PlanRepository.LOCK_SHIPMENTS),
                        Arguments.of("facts", PlanRepository.READ),
                        Arguments.of("plans", PlanRepository.WRITE),
                        Arguments.of("lock of listeners", HeardRepository.LOCK),
                        Arguments.of("news", HeardRepository.KEEP),
                        Arguments.of("registrations", WatchRepository.CHANGE),
                        Arguments.of("retry", WatchRepository.ASK_AGAIN),
                        Arguments.of("further number", WatchRepository.ADD)),
                IntStream.range(0, WatchRepository.ERASE.size())
                        .mapToObj(step -> Arguments.of("erasure " + step, WatchRepository.ERASE.get(step))));
    }

    /** Planned without knowing the parameters, as PostgreSQL does for a statement that is prepared once. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void isFoundByAnIndex(String what, String statement) throws SQLException {
        assertThat(plan("explain (generic_plan) " + statement)).doesNotContain("Seq Scan on");
    }

    @Test
    void theDueAreReadInTheirOrder() throws SQLException {
        assertThat(plan("explain (generic_plan) " + CLAIM))
                .contains("Index Scan using " + CLAIM_ORDER)
                .doesNotContain("Sort");
    }

    private void execute(String statements) throws SQLException {
        try (Statement statement = database.createStatement()) {
            statement.execute(statements);
        }
    }

    private String plan(String explain) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet lines = statement.executeQuery(explain)) {
            StringBuilder plan = new StringBuilder();
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
            return plan.toString();
        }
    }
}
