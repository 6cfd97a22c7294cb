package io.waymark.poller.polling;

import static io.waymark.poller.polling.Numbers.GAP;
import static io.waymark.poller.polling.Numbers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.RawPayload.Route;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.sealing.Seals;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a number, whatever its provider answers. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(PollingResource.class)
class OddAnswersIT {

    @ConfigProperty(name = "waymark.kuaidi100.url")
    String url;

    @Inject
    MeterRegistry meters;

    private final Numbers numbers = new Numbers();
    private QueryStandIn provider;

    @BeforeEach
    void start() throws IOException {
        numbers.clear();
        provider = new QueryStandIn(url);
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    private Duration betweenFirstCalls(String number) {
        List<QueryStandIn.Call> calls = provider.calls(number);
        return Duration.ofNanos(calls.get(1).nanoTime() - calls.get(0).nanoTime());
    }

    private void awaitAnswer(String number) {
        await().atMost(PATIENCE).until(() -> numbers.isAnswered(number));
    }

    private double counted(String counter) {
        return counted(counter, "provider", "kuaidi100");
    }

    private double counted(String counter, String tag, String value) {
        return meters.find(counter).tag(tag, value).counters().stream()
                .mapToDouble(one -> one.count())
                .sum();
    }

    @Test
    void anAnswerIsFiledLikeAPush() {
        numbers.due("YTFILED");

        awaitAnswer("YTFILED");

        RawPayload raw = numbers.filed("YTFILED", all -> !all.isEmpty()).get(0);
        assertThat(raw.provider()).isEqualTo("kuaidi100");
        assertThat(raw.carrier()).isEqualTo("yto");
        assertThat(raw.trackingNumber()).isEqualTo("YTFILED");
        assertThat(raw.route()).isEqualTo(Route.SHIPMENT_PATH);
        assertThat(raw.subscription()).isEqualTo(1);
        assertThat(raw.evidence()).isEqualTo(Evidence.PULL);
        assertThat(raw.verifiedBy()).isEqualTo("query");
        assertThat(numbers.opened(raw)).contains("\"nu\":\"YTFILED\"");
        assertThat(numbers.count(
                        "select count(*) from poller.watch where tracking_number = ?"
                                + " and answered_at = to_timestamp(?::double precision / 1000)"
                                + " and attempt = 1 and fruitless = 1 and next_at > now()",
                        "YTFILED",
                        raw.receivedAt().toEpochMilli()))
                .isEqualTo(1);
    }

    @Test
    void aQuestionThatCannotBeOpenedIsNotAskedUntilItCan() {
        ShipmentId shipment = ShipmentId.of("yto", "YTSEALED");
        numbers.change(
                "insert into poller.watch (shipment_id, provider, carrier, tracking_number, tracking, merchant_id,"
                        + " registered_at, revision, heard_at, purpose, next_at, phone) values ('" + shipment
                        + "', 'kuaidi100',"
                        + " 'yto', 'YTSEALED', 'PULL', 'acme', now(), 1, now(), 'POLL', now(), '"
                        + Seals.foreign("13488888888", Sealing.context(shipment, "phone")) + "')");

        await().atMost(PATIENCE)
                .until(() -> numbers.is(
                        "YTSEALED", "last_code = 'not-opened' and failures > 1 and not held and next_at is not null"));
        assertThat(provider.calls("YTSEALED")).isEmpty();
        assertThat(counted("sealed.not.opened", "use", "query")).isPositive();
        assertThat(numbers.count(
                        "select count(*) from poller.provider_pace where failures > 0 or open_until is not null"))
                .as("the provider did nothing wrong")
                .isZero();

        numbers.change(
                "update poller.watch set phone = ?, next_at = now() where tracking_number = 'YTSEALED'",
                Seals.phone(shipment, "13488888888"));
        awaitAnswer("YTSEALED");
    }

    @Test
    void theSameAnswerIsNotFiledAgain() {
        double unchanged = counted("answers.unchanged");
        numbers.due("YTSAME");
        awaitAnswer("YTSAME");
        numbers.filed("YTSAME", all -> all.size() == 1);
        provider.answers("YTSAME", "200", "201");

        numbers.change("update poller.watch set asked_at = asked_at - interval '1 hour',"
                + " heard_at = heard_at - interval '1 hour', next_at = now() where tracking_number = 'YTSAME'");

        await().atMost(PATIENCE).until(() -> counted("answers.unchanged") == unchanged + 1);
        await().atMost(PATIENCE).until(() -> numbers.is("YTSAME", "attempt = 2 and not calling"));
        numbers.change("update poller.watch set asked_at = asked_at - interval '1 hour',"
                + " heard_at = heard_at - interval '1 hour', next_at = now() where tracking_number = 'YTSAME'");
        assertThat(numbers.filed("YTSAME", all -> all.size() >= 2))
                .hasSize(2)
                .last()
                .satisfies(raw -> assertThat(numbers.opened(raw)).contains("201"));
    }

    @ParameterizedTest
    @ValueSource(strings = {QueryStandIn.HTML, QueryStandIn.CUT, QueryStandIn.HANG, "http-500", "502"})
    void whatIsNoAnswerIsAskedForAgainAfterTheGap(String answer) {
        String number = "YT" + answer.toUpperCase(java.util.Locale.ROOT).replace("-", "");
        provider.answers(number, answer, "200");
        numbers.due(number);

        awaitAnswer(number);

        assertThat(provider.calls(number)).hasSize(2);
        assertThat(betweenFirstCalls(number)).isGreaterThanOrEqualTo(GAP);
        assertThat(numbers.filed(number, all -> !all.isEmpty())).hasSize(1);
        assertThat(numbers.is(number, "failures = 0 and last_code = ''")).isTrue();
    }

    @Test
    void theGapCountsFromTheEndOfACallThatTookLong() {
        provider.answers("YTLONG", QueryStandIn.HANG, "200");
        numbers.due("YTLONG");

        awaitAnswer("YTLONG");

        assertThat(betweenFirstCalls("YTLONG")).isGreaterThanOrEqualTo(GAP.plusMillis(900));
    }

    @Test
    void aLockedNumberIsLeftAloneForTwoGaps() {
        provider.answers("YTLOCKED", "504", "200");
        numbers.due("YTLOCKED");

        awaitAnswer("YTLOCKED");

        assertThat(betweenFirstCalls("YTLOCKED")).isGreaterThanOrEqualTo(GAP.multipliedBy(2));
    }

    @Test
    void tooManyRequestsStopTheProviderAtOnceUntilACallIsAnswered() {
        double trips = counted("breaker.trips");
        provider.answers("YT429", "http-429", "http-429", "200");
        numbers.due("YT429");

        awaitAnswer("YT429");

        assertThat(provider.calls("YT429")).hasSize(3);
        assertThat(counted("breaker.trips")).isEqualTo(trips + 2);
        assertThat(numbers.count("select count(*) from poller.provider_pace where trips = 0 and open_until is null"))
                .isEqualTo(1);
    }

    @Test
    void whatTheProviderFindsFaultWithWaitsForAPerson() {
        provider.answers("YTHELD", "408");
        numbers.due("YTHELD");
        await().atMost(PATIENCE).until(() -> numbers.is("YTHELD", "held and last_code = '408' and purpose = 'NONE'"));

        numbers.due("YTOTHER");
        awaitAnswer("YTOTHER");

        assertThat(provider.calls("YTHELD")).hasSize(1);
    }

    @Test
    void aCallThatNobodyRecordedIsMadeAgainAfterTheLeaseAndTheGap() {
        numbers.change("insert into poller.number_use (provider, carrier, tracking_number, asked_at, asked)"
                + " values ('kuaidi100', 'yto', 'YTLOST', now(), array[now()])");
        numbers.due("YTLOST");
        numbers.change("update poller.watch set calling = true, attempt = 1, asked_at = now(),"
                + " next_at = now() + interval '1.5 s' where tracking_number = 'YTLOST'");
        long killed = System.nanoTime();

        awaitAnswer("YTLOST");

        assertThat(provider.calls("YTLOST")).hasSize(1);
        assertThat(Duration.ofNanos(provider.calls("YTLOST").get(0).nanoTime() - killed))
                .as("the provider may have heard of it until the lease ended")
                .isGreaterThanOrEqualTo(GAP.plusMillis(1400));
        assertThat(numbers.is("YTLOST", "attempt = 2")).isTrue();
    }

    @Test
    void theGaugesTellWhoIsSilentAndWhatIsDue() {
        numbers.due("YTSILENT");
        numbers.change(
                "update poller.watch set silent_since = now(), next_at = null where tracking_number = 'YTSILENT'");
        numbers.change("insert into poller.provider_pause (provider, operation, ends_at, last_code)"
                + " values ('kuaidi100', 'query', now() + interval '1 hour', 'test')");
        numbers.due("YTDUE");

        await().atMost(PATIENCE)
                .until(() -> gauge("shipments.silent") == 1 && gauge("watches.due") == 1 && gauge("pace.tokens") == 10);
        assertThat(gauge("breaker.open")).isZero();
    }

    private double gauge(String name) {
        return meters.get(name).tag("provider", "kuaidi100").gauge().value();
    }
}
