package io.waymark.console.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.access.MerchantRepository;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No list reads a whole table: each has an index in its order. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class PlansIT {

    private static final String SHIPMENT = "md5('plan' || i)::uuid";

    private static final List<String> FILL = List.of(
            "insert into merchant (merchant_id) values ('plans') on conflict do nothing",
            "insert into merchant (merchant_id) select 'plans-' || i from generate_series(1, 30) i on conflict do nothing",
            "insert into registered_shipment select " + SHIPMENT
                    + ", 'sto', 'PLAN' || i, 1, now() from generate_series(1, 30000) i",
            "insert into registration (registration_id, shipment_id, merchant_id, order_id, registered_at) select "
                    + "md5('planned' || i)::uuid, " + SHIPMENT
                    + ", 'plans', 'O' || i, now() from generate_series(1, 30000) i",
            "insert into registration (registration_id, shipment_id, merchant_id, order_id, registered_at) select "
                    + "md5('planned by others' || i)::uuid, " + SHIPMENT
                    + ", 'plans-' || i % 30 + 1, 'O' || i, now() from generate_series(1, 300) i",
            "insert into shipment (shipment_id, status, monitoring, registered, revision, document) select " + SHIPMENT
                    + ", 'DELIVERED', 'ENDED', true, 1, '{\"carrier\":\"sto\"}' from generate_series(1, 30000) i",
            "insert into shipment_number (shipment_id, carrier, tracking_number) select " + SHIPMENT
                    + ", 'sto', 'PLAN' || i from generate_series(1, 30000) i",
            "insert into journey (shipment_id, carrier) select " + SHIPMENT + ", 'sto' from generate_series(1, 3000) i",
            ListingRepository.ADD.formatted("r.merchant_id like 'plans%'"),
            "insert into settlement_binding (settlement_id, shipment_id, merchant_id, tracking_number, gateway, bound_at)"
                    + " select md5('bound' || i)::uuid, " + SHIPMENT
                    + ", 'plans', 'PLAN' || i, 'onerway', now() - i * interval '1 second' from generate_series(1, 30000) i",
            "insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, deadline, agrees,"
                    + " bound_at) select md5('bound' || i)::uuid, case when i % 9 = 0 then 'WAITING' else 'ACKNOWLEDGED' end,"
                    + " 1, '{}', 'plans', 'onerway', now() + i * interval '1 minute', i % 50 <> 0,"
                    + " now() - i * interval '1 second' from generate_series(1, 30000) i");

    private static final List<String> EMPTY = List.of(
            "delete from settlement where merchant_id = 'plans'",
            "delete from settlement_binding where merchant_id = 'plans'",
            "delete from shipment_number where tracking_number like 'PLAN%'",
            "delete from shipment_listing where merchant_id like 'plans%'",
            "delete from journey where shipment_id in (select shipment_id from registration where merchant_id like 'plans%')",
            "delete from shipment where shipment_id in (select shipment_id from registration where merchant_id like 'plans%')",
            "delete from registration where merchant_id like 'plans%'",
            "delete from registered_shipment where tracking_number like 'PLAN%'");

    @Inject
    Plans plans;

    @Inject
    ShipmentQueryRepository shipments;

    @BeforeEach
    void thereIsMuch() {
        FILL.forEach(plans::run);
        Stream.of(
                        "registration",
                        "shipment",
                        "shipment_number",
                        "shipment_listing",
                        "journey",
                        "settlement",
                        "settlement_binding")
                .forEach(table -> plans.run("analyze " + table));
    }

    @AfterEach
    void thereIsNothing() {
        EMPTY.forEach(plans::run);
    }

    @Test
    void noListOfShipmentsReadsAWholeTable() {
        Position middle = new Position(Instant.now(), UUID.fromString("80000000-0000-0000-0000-000000000000"));
        for (boolean isOperator : new boolean[] {false, true}) {
            for (Position after : new Position[] {null, middle}) {
                filters()
                        .forEach(
                                filter -> assertNoScan(shipments.list("plans", isOperator, filter, after, 51), filter));
            }
        }
    }

    @Test
    void queuesAreCountedWithoutReadingAWholeTable() {
        assertNoScan(
                new Statement(
                        ShipmentCountRepository.COUNT_QUEUES, List.of(new String[] {"plans", ""}, (double) 432_000)),
                "counts");
    }

    @Test
    void noListOfSettlementsReadsAWholeTable() {
        Instant soon = Instant.now().plusSeconds(86_400);
        Stream.of("plans", null)
                .flatMap(owner -> Stream.of(
                        new SettlementFilter(owner, null, null, null, null),
                        new SettlementFilter(owner, SettlementState.WAITING, null, null, null),
                        new SettlementFilter(owner, null, "onerway", null, null),
                        new SettlementFilter(owner, null, null, soon, null),
                        new SettlementFilter(owner, null, null, null, false),
                        new SettlementFilter(owner, SettlementState.WAITING, "onerway", soon, null)))
                .forEach(filter -> assertNoScan(SettlementQueryRepository.list(filter, null, 51), filter));
    }

    @Test
    void thePageOfMerchantsCountsByIndexes() {
        String plan = plans.of(MerchantRepository.statement(null, "", "", 51, Instant.now()));

        assertThat(plan).doesNotContain("Seq Scan on shipment_listing").doesNotContain("Seq Scan on settlement");
    }

    @Test
    void eventsAreLookedUpInNoMonthInWhichNothingWasTold() {
        UUID shipment = UUID.fromString("6d0b5ab5-0000-0000-0000-000000000000");
        plans.run(
                "select read_model_months('console_read', array['2026-01-01'::timestamptz, '2026-02-01', '2026-03-01'])");
        plans.run("insert into shipment_month values ('" + shipment + "', '2026-02-01Z') on conflict do nothing");

        String plan = plans.explained(
                "explain (analyze, timing off) " + EventQueryRepository.ALL,
                Tuple.of(shipment, EventQueryRepository.EVERY));

        assertThat(plan.lines().filter(line -> line.contains(" on tracking_event_")))
                .isNotEmpty()
                .allMatch(line -> line.contains("tracking_event_2026_02 ") != line.contains("never executed"));
    }

    private static Stream<ShipmentFilter> filters() {
        return Stream.of(
                ShipmentFilter.of(null, null, null, null, null),
                ShipmentFilter.of("sto", null, null, null, null),
                ShipmentFilter.of("nobody", null, null, null, null),
                ShipmentFilter.of(null, "PLAN7", null, null, null),
                ShipmentFilter.of("sto", "PLAN7", null, null, null),
                ShipmentFilter.of(null, null, "O7", null, null),
                ShipmentFilter.of(null, null, null, ShipmentStatus.DELIVERED, null),
                ShipmentFilter.of(null, null, null, ShipmentStatus.EXCEPTION, null),
                ShipmentFilter.of(null, null, null, null, Monitoring.ENDED),
                ShipmentFilter.of(null, null, null, null, Monitoring.ACTIVE),
                ShipmentFilter.of("sto", null, null, ShipmentStatus.EXCEPTION, Monitoring.ENDED),
                ShipmentFilter.of(null, null, null, null, null).in(WorkQueue.RETURNED_AFTER_DELIVERY),
                ShipmentFilter.of("sto", null, null, null, null).in(WorkQueue.RETURNED_AFTER_DELIVERY),
                ShipmentFilter.of(null, null, null, null, null).in(WorkQueue.AVAILABLE_TOO_LONG),
                ShipmentFilter.of(null, null, null, ShipmentStatus.DELIVERED, null)
                        .in(WorkQueue.AVAILABLE_TOO_LONG));
    }

    private void assertNoScan(Statement statement, Object filter) {
        assertThat(plans.of(statement)).as("plan of %s", filter).doesNotContain("Seq Scan");
    }
}
