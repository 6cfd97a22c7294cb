package io.waymark.poller.upkeep;

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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is old is deleted, however much there is, and nothing else. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class PruneIT {

    @Inject
    Pool database;

    @Inject
    PruneScheduler scheduler;

    private List<String> run(String statement) {
        List<String> first = new ArrayList<>();
        database.query(statement)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .forEach(row -> first.add(row.getString(0)));
        return first;
    }

    private void prune() {
        scheduler.prune().await().atMost(Duration.ofSeconds(30));
    }

    @Test
    void billsOfTheLastThirteenMonthsStay() {
        run("delete from billed_number");
        run("insert into billed_number (provider, month, carrier, tracking_number, merchant_id, cause, day)"
                + " select 'kuaidi100', m, 'yto', 'BILL' || n, 'acme', 'query', m from (select n,"
                + " (date_trunc('month', now() at time zone 'Asia/Shanghai') - n * interval '1 month')::date as m"
                + " from unnest(array[0, 13, 14, 30]) n) months");

        prune();

        assertThat(run("select tracking_number from billed_number order by month desc"))
                .containsExactly("BILL0", "BILL13");
    }

    @Test
    void whatWasDoneWithANumberIsForgottenAfterFortyDaysHoweverManyThereAre() {
        run("delete from number_use");
        run(
                "insert into number_use (provider, carrier, tracking_number, touched_at) select 'kuaidi100', 'yto', 'OLD' || n,"
                        + " now() - interval '41 days' from generate_series(1, 6000) n");
        run(
                "insert into number_use (provider, carrier, tracking_number, touched_at) values ('kuaidi100', 'yto', 'USED',"
                        + " now() - interval '39 days')");

        prune();

        assertThat(run("select tracking_number from number_use")).containsExactly("USED");
    }

    /** Ended so many days ago, each with a phone, a subscription that knows it too, and a parcel of that age. */
    private void ended(String number, Integer... daysAgo) {
        String days = Arrays.toString(daysAgo);
        run("delete from watch where tracking_number like '" + number + "%'");
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at,"
                        + " phone, ended_at, end_reason) select gen_random_uuid(), 'kuaidi100', 'yto', '" + number
                        + "' || n, 'AUTO',"
                        + " now(), 1, now(), '13488888888', now() - n * interval '1 day', 'TERMINAL' from unnest(array"
                        + days
                        + ") n");
        run("insert into subscription (shipment_id, provider, carrier, tracking_number, revision, phone)"
                + " select shipment_id, provider, carrier, tracking_number, 1, phone from watch where tracking_number like '"
                + number + "%'");
        run("insert into parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)"
                + " select shipment_id, 'DELIVERED', 'SIGNED', 'ENDED', ended_at, 1 from watch where tracking_number like '"
                + number + "%'");
    }

    @Test
    void placesAndPhonesAreForgottenThirtyDaysAfterTheEndAndTheRowAfterNinety() {
        ended("PRUNED", 29, 31, 89, 91);

        prune();

        assertThat(run("select tracking_number || coalesce(phone, '') from watch where tracking_number like 'PRUNED%'"
                        + " order by ended_at desc"))
                .containsExactly("PRUNED2913488888888", "PRUNED31", "PRUNED89");
        assertThat(run(
                        "select tracking_number || coalesce(phone, '') from subscription where tracking_number like 'PRUNED%'"
                                + " order by 1"))
                .containsExactly("PRUNED2913488888888", "PRUNED31", "PRUNED89", "PRUNED91");
    }

    @Test
    void placesThatASubscriptionStillHasAreForgottenOnceItCanBeWrittenTo() {
        ended("BUSY", 31);

        database.withTransaction(c -> c.query("select from subscription where tracking_number = 'BUSY31' for update")
                        .execute()
                        .chain(scheduler::prune))
                .await()
                .atMost(Duration.ofSeconds(30));
        prune();

        assertThat(run("select coalesce(w.phone, '-') || coalesce(s.phone, '-') from watch w"
                        + " join subscription s using (shipment_id) where w.tracking_number = 'BUSY31'"))
                .containsExactly("--");
    }

    @Test
    void subscriptionsThatNobodyEverAcceptedAreForgottenFourMonthsAfterTheLastAttempt() {
        run("delete from subscription where tracking_number like 'TRIED%'");
        run(
                "insert into subscription (shipment_id, provider, carrier, tracking_number, revision, state, last_attempt_at,"
                        + " accepted_at) select gen_random_uuid(), 'kuaidi100', 'yto', 'TRIED-' || s || n, 1, s,"
                        + " now() - n * interval '1 day', case when s = 'ACCEPTED' then now() - n * interval '1 day' end"
                        + " from unnest(array['DUE', 'HELD', 'REFUSED', 'WITHDRAWN', 'ACCEPTED']) s, unnest(array[119, 121]) n");
        run(
                "insert into subscription (shipment_id, provider, carrier, tracking_number, revision, state, last_attempt_at)"
                        + " values (gen_random_uuid(), 'kuaidi100', 'yto', 'TRIED-WATCHED', 1, 'REFUSED', now() - interval '1 year')");
        run("insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision,"
                + " heard_at) select shipment_id, provider, carrier, tracking_number, 'AUTO', now(), 1, now()"
                + " from subscription where tracking_number = 'TRIED-WATCHED'");

        prune();

        assertThat(run("select tracking_number from subscription where tracking_number like 'TRIED%'"))
                .containsExactlyInAnyOrder(
                        "TRIED-DUE119",
                        "TRIED-DUE121",
                        "TRIED-HELD119",
                        "TRIED-HELD121",
                        "TRIED-REFUSED119",
                        "TRIED-WITHDRAWN119",
                        "TRIED-ACCEPTED119",
                        "TRIED-ACCEPTED121",
                        "TRIED-WATCHED");
        run("delete from watch where tracking_number = 'TRIED-WATCHED'");
        run("delete from subscription where tracking_number like 'TRIED%'");
    }

    @Test
    void whatAnEarlierVersionLeftUnplannedIsLookedAtWithinAnHour() {
        run("delete from watch where tracking_number like 'UNPLANNED%'");
        run("insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision,"
                + " heard_at, ended_at, end_reason) select gen_random_uuid(), 'kuaidi100', 'yto', 'UNPLANNED' || n, 'PUSH',"
                + " now(), 1, now(), case when n = 2 then now() end, case when n = 2 then 'TERMINAL' end"
                + " from generate_series(1, 2) n");

        prune();

        assertThat(run(
                        "select tracking_number || coalesce((next_at between now() and now() + interval '1 hour')::text, '')"
                                + " from watch where tracking_number like 'UNPLANNED%' order by 1"))
                .containsExactly("UNPLANNED1true", "UNPLANNED2");
        run("delete from watch where tracking_number like 'UNPLANNED%'");
    }

    @Test
    void whatIsFollowedStaysHoweverLongItIs() {
        ended("FOLLOWED", 400);
        run("update watch set ended_at = null, end_reason = null where tracking_number = 'FOLLOWED400'");

        prune();

        assertThat(run("select w.tracking_number || w.phone || p.status from watch w join parcel p using (shipment_id)"
                        + " where tracking_number like 'FOLLOWED%'"))
                .containsExactly("FOLLOWED40013488888888DELIVERED");
    }

    @Test
    void parcelsThatNobodyFollowsAreForgottenAfterFourMonths() {
        run("delete from parcel");
        run("insert into parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)"
                + " select gen_random_uuid(), 'DELIVERED', 'SIGNED', 'ENDED', now() - n * interval '1 day', n"
                + " from unnest(array[119, 121]) n");

        prune();

        assertThat(run("select revision::text from parcel")).containsExactly("119");
    }

    @Test
    void deadlinesThatNobodyWaitsForAreForgottenAfterFortyDays() {
        run("delete from proof_deadline");
        run("insert into proof_deadline (settlement_id, shipment_id, open, revision, changed_at)"
                + " select gen_random_uuid(), gen_random_uuid(), n < 0, n, now() - abs(n) * interval '1 day'"
                + " from unnest(array[39, 41, -400]) n");

        prune();

        assertThat(run("select revision::text from proof_deadline order by revision"))
                .containsExactly("-400", "39");
    }

    @Test
    void erasuresAreForgottenAfterThirtyDaysButThoseByOrder() {
        run("delete from erased");
        run("insert into erased select gen_random_uuid(), now() - n * interval '1 day' from unnest(array[29, 31]) n");
        run("insert into erased values (gen_random_uuid(), now() - interval '1000 days', 'by order')");
        run("delete from erasure_answer");
        run("insert into erasure_answer select 'e-' || n, gen_random_uuid(), '{}', now() - n * interval '1 day'"
                + " from unnest(array[29, 31]) n");

        prune();

        assertThat(run("select extract(day from now() - erased_at)::text from erased order by erased_at"))
                .as("but those by order")
                .containsExactly("1000", "29");
        assertThat(run("select erasure from erasure_answer")).containsExactly("e-29");
    }

    @Test
    void whatWasAcceptedOverAYearAgoAndIsWatchedNoMoreIsForgotten() {
        run("delete from subscription where tracking_number like 'LONG%'");
        run("insert into subscription (shipment_id, provider, carrier, tracking_number, revision, state, accepted_at)"
                + " select gen_random_uuid(), 'kuaidi100', 'yto', 'LONG' || n, 1, 'ACCEPTED', now() - n * interval '1 day'"
                + " from unnest(array[399, 401]) n");

        prune();

        assertThat(run("select tracking_number from subscription where tracking_number like 'LONG%'"))
                .containsExactly("LONG399");
    }

    /** Ordered, and where it is so booked, so many days ago. */
    private void ordered(String name, String state, int daysAgo) {
        run(
                "insert into waybill (waybill_id, merchant_id, carrier, order_id, digest, state, created_at, booked_at, request,"
                        + " label, label_form, details) select gen_random_uuid(), 'acme', 'nobody', '" + name
                        + "', 'd', s, t,"
                        + " case when s = 'BOOKED' then t end, case when s = 'OPEN' then 'who' end,"
                        + " case when s = 'BOOKED' then 'who' end, case when s = 'BOOKED' then 'HTML' end,"
                        + " case when s = 'BOOKED' then '{}' end"
                        + " from (select '" + state + "' s, now() - " + daysAgo + " * interval '1 day' t) x");
    }

    @Test
    void whatAnOrderSaysOfPeopleIsForgottenAndLaterTheOrder() {
        run("delete from waybill where carrier = 'nobody'");
        ordered("open-29", "OPEN", 29);
        ordered("open-31", "OPEN", 31);
        ordered("booked-89", "BOOKED", 89);
        ordered("booked-91", "BOOKED", 91);
        ordered("booked-401", "BOOKED", 401);
        ordered("withdrawn-in-doubt-401", "CANCELLING", 401);
        ordered("refused-401", "REFUSED", 401);

        prune();

        assertThat(run("select order_id || ' ' || state || ' ' || coalesce(request, '') || coalesce(label || label_form"
                        + " || details, '') from waybill where carrier = 'nobody' order by 1"))
                .containsExactly(
                        "booked-89 BOOKED whoHTML{}",
                        "booked-91 BOOKED ",
                        "open-29 OPEN who",
                        "open-31 HELD ",
                        "withdrawn-in-doubt-401 CANCELLING ");
        run("delete from waybill where carrier = 'nobody'");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void isFoundByAnIndex(String statement) {
        run(
                "insert into watch (shipment_id, provider, carrier, tracking_number, tracking, registered_at, revision, heard_at)"
                        + " select gen_random_uuid(), 'kuaidi100', 'yto', 'OPEN' || n, 'AUTO', now(), 1, now()"
                        + " from generate_series(1, 5000) n");
        run("insert into parcel (shipment_id, status, sub_status, monitoring, changed_at, revision)"
                + " select shipment_id, 'IN_TRANSIT', 'MOVING', 'ACTIVE', now(), 1 from watch"
                + " where tracking_number like 'OPEN%' on conflict do nothing");
        run("insert into subscription (shipment_id, provider, carrier, tracking_number, revision, state)"
                + " select shipment_id, provider, carrier, tracking_number, 1, 'ACCEPTED' from watch"
                + " where tracking_number like 'OPEN%'");
        run("update watch set next_at = now() where tracking_number like 'OPEN%'");
        run("update subscription set accepted_at = now() where tracking_number like 'OPEN%'");
        run("analyze watch, parcel, subscription");
        try {
            assertThat(run("explain (generic_plan) " + statement))
                    .noneMatch(line -> line.contains("Seq Scan on watch")
                            || line.contains("Seq Scan on parcel")
                            || line.contains("Seq Scan on subscription"));
        } finally {
            run("delete from subscription where tracking_number like 'OPEN%'");
            run("delete from watch where tracking_number like 'OPEN%'");
            run("delete from parcel where status = 'IN_TRANSIT' and sub_status = 'MOVING'");
        }
    }

    static List<String> statements() {
        return Stream.concat(PruneRepository.ALL.stream(), PruneRepository.CONFIGURED.stream())
                .toList();
    }
}
