package io.waymark.poller.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kuaidi100's rules: four subscriptions of a number in a month, another one half an hour after it gave up, carriers that it
 * corrects, and what it bills. The budget is of a thousand numbers, a tenth of them kept for what is urgent.
 */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(
        value = ProviderResource.class,
        initArgs = {
            @ResourceArg(name = "waymark.cost.kuaidi100.budget", value = "1000"),
            @ResourceArg(name = "waymark.subscriptions.renew-every", value = "1h"),
            @ResourceArg(name = "waymark.polling.enabled", value = "false")
        })
class SubscriptionRulesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    Pool database;

    @Inject
    RenewalScheduler renewals;

    private ProviderStandIn providers;
    private final Ledger ledger = new Ledger();

    @BeforeEach
    void start() throws IOException {
        providers = new ProviderStandIn(url);
        run("delete from billed_number");
        run("delete from billed_day");
    }

    @AfterEach
    void stop() {
        providers.close();
    }

    private List<Row> run(String statement) {
        List<Row> rows = new ArrayList<>();
        database.query(statement).execute().await().atMost(PATIENCE).forEach(rows::add);
        return rows;
    }

    private void register(String number, Tracking tracking) {
        RegisteredShipment shipment = Shipments.registered("yto", number, tracking);
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.SHIPMENTS, shipment.shipmentId().toString(), shipment);
    }

    private void awaitCode(String number, String state, String code) {
        await().atMost(PATIENCE).until(() -> ledger.row(number), row -> row.filter(
                        one -> one.state().equals(state) && code.equals(one.lastCode()))
                .isPresent());
    }

    private void accepted(String number) {
        register(number, Tracking.AUTO);
        awaitCode(number, "ACCEPTED", "200");
    }

    private long subscriptions(String number) {
        return run("select coalesce(max(cardinality(subscribed)), 0)::bigint from number_use where tracking_number = '"
                        + number + "'")
                .get(0)
                .getLong(0);
    }

    /** What the provider said of its watching, so many minutes ago; accepted and heard of an hour before. */
    private void said(String number, String monitoring, String correctedCarrier, int minutesAgo) {
        String id = ShipmentId.of("yto", number).toString();
        run("delete from parcel where shipment_id = '" + id + "'");
        run("insert into parcel values ('" + id + "', 'PENDING', 'AWAITING_FIRST_EVENT', '" + monitoring + "', '"
                + correctedCarrier + "', null, now() - interval '" + minutesAgo + " minutes', 1)");
        run("update subscription set accepted_at = now() - interval '" + (minutesAgo + 60)
                + " minutes' where shipment_id = '" + id + "'");
        run("update watch set heard_at = now() - interval '" + (minutesAgo + 60) + " minutes' where shipment_id = '"
                + id + "'");
    }

    private void renew() {
        renewals.renew().await().atMost(PATIENCE);
    }

    private JsonNode awaitSecondCall(String number) {
        await().atMost(PATIENCE).until(() -> providers.calls(number).size() == 2);
        awaitCode(number, "ACCEPTED", "200");
        return providers.calls(number).get(1).json("param");
    }

    private boolean isRenewed(String number) {
        return run("select 1 from subscription where renew_code is not null and tracking_number = '" + number + "'")
                        .size()
                == 1;
    }

    @Test
    void aFifthSubscriptionInAMonthWaits() {
        run("insert into number_use (provider, carrier, tracking_number, subscribed) values ('kuaidi100', 'yto',"
                + " 'FIFTH', array[now() - interval '30 days', now() - interval '9 days', now() - interval '8"
                + " days', now()])");

        register("FIFTH", Tracking.AUTO);
        awaitCode("FIFTH", "DUE", Admitted.MONTHLY_FOUR);

        assertThat(providers.calls("FIFTH")).isEmpty();
        assertThat(run("select purpose from watch where tracking_number = 'FIFTH'")
                        .get(0)
                        .getString(0))
                .as("until then it is asked about")
                .isEqualTo("POLL");
        assertThat(run("select extract(epoch from next_attempt_at - now())::bigint from subscription"
                                + " where tracking_number = 'FIFTH'")
                        .get(0)
                        .getLong(0))
                .isBetween(
                        Duration.ofHours(23).toSeconds(), Duration.ofHours(24).toSeconds());

        run("update number_use set subscribed[1] = now() - interval '32 days' where tracking_number = 'FIFTH'");
        run("update subscription set next_attempt_at = now() where tracking_number = 'FIFTH'");
        awaitCode("FIFTH", "ACCEPTED", "200");
        assertThat(subscriptions("FIFTH")).isEqualTo(4);
    }

    @Test
    void whatWasNotAcceptedIsNoneOfTheFourAndNotBilled() {
        providers.answers("FAILS", "500", "500", "500", "500", "502");
        register("FAILS", Tracking.AUTO);
        awaitCode("FAILS", "REFUSED", "502");

        assertThat(providers.calls("FAILS")).hasSize(5);
        assertThat(subscriptions("FAILS")).isZero();
        assertThat(run("select 1 from billed_number where tracking_number = 'FAILS'"))
                .isEmpty();
        assertThat(run("select coalesce(sum(numbers), 0) - (select count(*) from billed_number) as too_many from"
                                + " billed_day")
                        .get(0)
                        .getLong(0))
                .isZero();
    }

    /** The provider answers the repetition of what it has already taken with 501, and counts it once. */
    @Test
    void callsWhoseOutcomeNobodyKnowsAreTogetherOneOfTheFour() {
        providers.answers("LOST", "999", "999", "999", "999", "999", "501");
        register("LOST", Tracking.AUTO);
        awaitCode("LOST", "ACCEPTED", "501");

        assertThat(providers.calls("LOST")).hasSize(6);
        assertThat(subscriptions("LOST")).isEqualTo(1);
        assertThat(run("select settled from billed_number where tracking_number = 'LOST'"))
                .singleElement()
                .satisfies(row -> assertThat(row.getBoolean("settled")).isTrue());
    }

    @Test
    void whatWasAcceptedIsBilledToWhoRegisteredIt() {
        accepted("BILLED");

        assertThat(subscriptions("BILLED")).isEqualTo(1);
        assertThat(run("select merchant_id, cause, settled from billed_number where tracking_number = 'BILLED'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("merchant_id")).isEqualTo("default");
                    assertThat(row.getString("cause")).isEqualTo("subscribe");
                    assertThat(row.getBoolean("settled")).isTrue();
                });
    }

    @Test
    void whatTheBudgetDoesNotAllowWaitsAndIsNoneOfTheFour() {
        run("insert into billed_day values ('kuaidi100', (now() at time zone 'Asia/Shanghai')::date, 'acme', 900)");

        register("UNPAID", Tracking.AUTO);
        awaitCode("UNPAID", "DUE", Admitted.BUDGET);
        assertThat(providers.calls("UNPAID")).isEmpty();
        assertThat(subscriptions("UNPAID")).isZero();

        run("delete from billed_day");
        run("update subscription set next_attempt_at = now() where tracking_number = 'UNPAID'");
        awaitCode("UNPAID", "ACCEPTED", "200");
    }

    @Test
    void whoAcceptedIsListenedToFromThenOn() {
        accepted("LISTENED");

        assertThat(run("select w.purpose, w.next_at is not null as planned, w.heard_at >= s.accepted_at as listened"
                        + " from watch w join subscription s using (shipment_id) where w.tracking_number = 'LISTENED'"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.getString("purpose")).isEqualTo("SILENCE");
                    assertThat(row.getBoolean("planned")).isTrue();
                    assertThat(row.getBoolean("listened")).isTrue();
                });
    }

    @Test
    void whatWasAbortedIsSubscribedAgainThirtyFiveMinutesLaterUnderTheNextNumber() {
        accepted("ABORTED");
        said("ABORTED", "ABORTED_NO_RECORD", "", 34);
        renew();
        assertThat(isRenewed("ABORTED")).isFalse();

        said("ABORTED", "ABORTED_NO_RECORD", "", 36);
        renew();

        JsonNode again = awaitSecondCall("ABORTED");
        JsonNode first = providers.calls("ABORTED").get(0).json("param");
        assertThat(again.at("/parameters/callbackurl").asText())
                .isEqualTo(first.at("/parameters/callbackurl").asText().replace("?s=1", "?s=2"));
        assertThat(again.at("/parameters/salt")).isEqualTo(first.at("/parameters/salt"));
        renew();
        assertThat(ledger.row("ABORTED").orElseThrow().state()).isEqualTo("ACCEPTED");
        assertThat(subscriptions("ABORTED")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENDED", "ABORTED_STALE", "ACTIVE"})
    void nothingElseThatAProviderSaysLeadsToAnotherSubscription(String monitoring) {
        accepted("STAYS-" + monitoring);
        said("STAYS-" + monitoring, monitoring, "", 60);

        renew();

        assertThat(isRenewed("STAYS-" + monitoring)).isFalse();
    }

    @Test
    void whatNobodyWantsPushedIsNotSubscribedAgain() {
        accepted("UNWANTED-ABORT");
        run("update watch set tracking = 'PULL' where tracking_number = 'UNWANTED-ABORT'");
        said("UNWANTED-ABORT", "ABORTED_NO_RECORD", "", 60);

        renew();

        assertThat(isRenewed("UNWANTED-ABORT")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"479, false", "481, true"})
    void aCorrectedCarrierIsSubscribedOnlyIfNothingComesOfItselfInTwoIntervals(int minutes, boolean renewed) {
        String number = "CORRECT" + minutes;
        accepted(number);
        said(number, "ABORTED_CARRIER_CORRECTED", "ems", minutes);

        renew();

        assertThat(isRenewed(number)).isEqualTo(renewed);
        if (renewed) {
            JsonNode again = awaitSecondCall(number);
            assertThat(again.path("company").asText()).isEqualTo("ems");
            assertThat(again.at("/parameters/callbackurl").asText())
                    .contains(ShipmentId.of("yto", number).toString())
                    .endsWith("?s=2");
            said(number, "ABORTED_CARRIER_CORRECTED", "ems", minutes);
            renew();
            assertThat(ledger.row(number).orElseThrow().state()).isEqualTo("ACCEPTED");
        }
    }
}
