package io.waymark.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.readmodel.Plans;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.Statement;
import io.waymark.console.report.ScorecardRepository.Wanted;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No report of a month reads the journeys of all years, and none of waiting money all settlements. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ReportPlansIT {

    private static final String SHIPMENT = "md5('travelled' || i)::uuid";

    /** Five years, a parcel every hour or so. */
    private static final String MANY = "generate_series(1, 40000) i";

    private static final List<String> FILL = List.of(
            "insert into merchant (merchant_id) values ('travels') on conflict do nothing",
            "insert into registered_shipment select " + SHIPMENT + ", 'sto', 'TRAVELLED' || i, 1, now() from " + MANY,
            "insert into registration (registration_id, shipment_id, merchant_id, labels, cod_amount, registered_at)"
                    + " select md5('travels' || i)::uuid, " + SHIPMENT
                    + ", 'travels', array['store-' || i % 9], i % 7, now() from " + MANY,
            "insert into journey (shipment_id, carrier, in_transit_at, delivered_at, delivered_as, problem_at)"
                    + " select " + SHIPMENT
                    + ", 'sto', t - interval '1 day', t, 'SIGNED', case when i % 20 = 0 then t end"
                    + " from (select i, '2015-01-01'::timestamptz + i * interval '66 minutes' as t from " + MANY
                    + ") x",
            "insert into settlement (settlement_id, state, revision, document, merchant_id, gateway, deadline, currency,"
                    + " amount, bound_at) select md5('travelled' || i)::uuid,"
                    + " case when i % 200 = 0 then 'WAITING' when i % 1000 = 1 then 'REJECTED' else 'RECONCILED' end, 1, '{}',"
                    + " 'travels', 'onerway', now(), 'SAR', 1, now() - i * interval '1 hour' from " + MANY);

    private static final List<String> EMPTY = List.of(
            "delete from settlement where merchant_id = 'travels'",
            "delete from journey where shipment_id in (select shipment_id from registration where merchant_id = 'travels')",
            "delete from registration where merchant_id = 'travels'",
            "delete from registered_shipment where tracking_number like 'TRAVELLED%'");

    private final ReportRange month = ReportRange.of("2017-05-01", "2017-05-31", null, Instant.now());

    @Inject
    Plans plans;

    @BeforeEach
    void thereAreYearsOfParcels() {
        FILL.forEach(plans::run);
        Stream.of("journey", "registration", "registered_shipment", "settlement")
                .forEach(table -> plans.run("analyze " + table));
    }

    @AfterEach
    void thereAreNone() {
        EMPTY.forEach(plans::run);
    }

    @Test
    void noReportReadsAllThereEverWas() {
        for (String merchant : new String[] {"travels", null}) {
            Wanted wanted = new Wanted(month, new Lane("广东", null), true, merchant);
            Position after = new Position(month.to().minusSeconds(3600), new UUID(5, 5));
            Stream.of(
                            wanted.figures(),
                            wanted.latencies(),
                            DailyRepository.count(month, merchant),
                            CashRepository.byDay(month, merchant),
                            CashRepository.list(month, merchant, null, 51),
                            CashRepository.list(month, merchant, after, 51),
                            LabelRepository.byLabel(month, merchant),
                            LabelRepository.all(month, merchant))
                    .forEach(statement -> assertNoScan("journey", statement));
            assertNoScan("settlement", MoneyRepository.waiting(Instant.now(), merchant));
        }
    }

    private void assertNoScan(String table, Statement statement) {
        assertThat(plans.of(statement)).as(statement.sql()).doesNotContain("Seq Scan on " + table);
    }
}
