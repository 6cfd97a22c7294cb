package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.poller.cost.StaffResource;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No statement about subscriptions reads all of them: of 20,000 some are due and some were given up. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class LedgerIndexIT {

    private static final List<String> FILL = List.of(
            """
            insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at)
            select gen_random_uuid(), 'kuaidi100', 'yto', 'LEDGERINDEX' || n, 'AUTO', now(), 1, now()
            from generate_series(1, 20000) n
            """,
            """
            insert into subscription (shipment_id, provider, carrier, tracking_number, revision, state, next_attempt_at)
            select shipment_id, provider, carrier, tracking_number, 1,
              case when id % 10 = 0 then 'DUE' else 'ACCEPTED' end, now() + interval '1 day'
            from watch where tracking_number like 'LEDGERINDEX%'
            """,
            """
            insert into parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)
            select shipment_id, 'IN_TRANSIT', 'MOVING', case when id % 100 = 0 then 'ABORTED_NO_RECORD'
              when id % 100 = 1 then 'ABORTED_CARRIER_CORRECTED' else 'ACTIVE' end, now(), 1
            from watch where tracking_number like 'LEDGERINDEX%'
            """,
            "analyze watch, subscription, parcel");

    private static final List<String> FORGET = List.of(
            "delete from parcel using watch w where w.shipment_id = parcel.shipment_id and w.tracking_number like 'LEDGERINDEX%'",
            "delete from subscription where tracking_number like 'LEDGERINDEX%'",
            "delete from watch where tracking_number like 'LEDGERINDEX%'");

    @Inject
    Pool database;

    @BeforeEach
    void fill() {
        FILL.forEach(this::run);
    }

    @AfterEach
    void forget() {
        FORGET.forEach(this::run);
    }

    private List<String> run(String statement) {
        List<String> lines = new ArrayList<>();
        database.query(statement)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    static Stream<Arguments> statements() {
        return Stream.of(
                Arguments.of("claim", SubscriptionRepository.DUE),
                Arguments.of("aborted", RenewalRepository.ABORTED),
                Arguments.of("corrected", RenewalRepository.CORRECTED),
                Arguments.of("taken up", RenewalRepository.TAKE_UP),
                Arguments.of(
                        "held", "select provider, count(*) from subscription where state = 'HELD' group by provider"),
                Arguments.of("ledger", LedgerRepository.NUMBERS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void isFoundByAnIndex(String what, String statement) {
        assertThat(run("explain (generic_plan) " + statement))
                .isNotEmpty()
                .noneMatch(line -> line.contains("Seq Scan on"));
    }
}
