package io.waymark.poller.polling;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.WrappedKey;
import io.waymark.outbox.OutboxRelay;
import io.waymark.poller.cost.StaffResource;
import io.waymark.poller.polling.Selection.Postponed;
import io.waymark.poller.polling.Selection.Reason;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sealing.Sealing;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Numbers that are claimed, or not, at a provider that nobody calls: the test does what a round does, in its own order. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@WithTestResource(StaffResource.class)
class ClaimIT {

    private final Numbers numbers = new Numbers();

    @Inject
    ClaimRepository claims;

    @Inject
    SettleRepository settled;

    @Inject
    OutboxRelay relay;

    @Inject
    Sealing sealing;

    @BeforeEach
    @AfterEach
    void forget() {
        numbers.clear();
        numbers.change("truncate poller.billed_number, poller.billed_day");
        numbers.change("insert into poller.provider_pace (provider, tokens) values ('kuaidi100', 40)");
    }

    /** The budget is ten numbers, one of them for what is urgent. */
    private void useUpTheBudget() {
        numbers.change("insert into poller.billed_day values"
                + " ('kuaidi100', (now() at time zone 'Asia/Shanghai')::date, 'acme', 9)");
    }

    private void changed(String number, String change) {
        numbers.change("update poller.watch set " + change + " where tracking_number = ?", number);
    }

    private Claimed claim() {
        return claims.claim(ProviderId.KUAIDI100, 32).await().atMost(Numbers.PATIENCE);
    }

    private static Reason reason(Claimed claimed) {
        assertThat(claimed.postponed()).hasSize(1);
        Postponed postponed = claimed.postponed().get(0);
        return postponed.reason();
    }

    @Test
    void whatWaitsForTheBudgetIsNotGivenUp() {
        numbers.due("YTBUDGET");
        changed("YTBUDGET", "registered_at = now() - interval '20 days', heard_at = now() - interval '20 days'");
        useUpTheBudget();

        assertThat(reason(claim())).isEqualTo(Reason.BUDGET);
        assertThat(numbers.is("YTBUDGET", "ended_at is null and next_at between now() and now() + interval '7 hours'"))
                .isTrue();

        numbers.change("truncate poller.billed_day");
        changed("YTBUDGET", "next_at = now()");
        assertThat(claim().claims()).hasSize(1);
    }

    @Test
    void whatWasAskedAboutAndIsNotKnownIsGivenUp() {
        numbers.due("YTUNKNOWN");
        changed(
                "YTUNKNOWN",
                "registered_at = now() - interval '20 days', heard_at = now() - interval '20 days',"
                        + " asked_at = now() - interval '1 day', answered_at = now() - interval '1 day'");

        assertThat(claim().claims()).isEmpty();
        assertThat(numbers.is("YTUNKNOWN", "end_reason = 'NOT_FOUND'")).isTrue();
    }

    @Test
    void toLookAfterAParcelThatHasArrivedIsNoMatterOfTheBudget() {
        numbers.due("YTARRIVED");
        changed("YTARRIVED", "told = true, heard_at = now() - interval '8 days'");
        numbers.change(
                "insert into poller.parcel (shipment_id, status, sub_status, monitoring, last_event_at, changed_at, revision)"
                        + " values (?, 'DELIVERED', 'SIGNED', 'ENDED', now() - interval '8 days', now(), 1)",
                ShipmentId.of("yto", "YTARRIVED").value());

        assertThat(reason(claim())).isEqualTo(Reason.AFTERCARE);
        assertThat(numbers.is("YTARRIVED", "not calling and next_at > now() + interval '2 days'"))
                .isTrue();
        numbers.change(
                "delete from poller.parcel where shipment_id = ?",
                ShipmentId.of("yto", "YTARRIVED").value());
    }

    @Test
    void whatALateAnswerBringsIsKnownToBeNoPush() {
        numbers.due("YTLATE");
        Polled late = Polled.answered(
                claim().claims().get(0),
                new TrackingAnswer("application/json", new byte[] {'{', '}'}, Evidence.PULL),
                null,
                sealing);
        changed("YTLATE", "attempt = attempt + 1, calling = true, answered_at = null");

        settled.settle(ProviderId.KUAIDI100, List.of(late)).await().atMost(Numbers.PATIENCE);

        assertThat(numbers.is("YTLATE", "calling and answered_at is not null and answer_digest is null"))
                .isTrue();
    }

    /** As after a commit of which the database did not tell. */
    @Test
    void anAnswerThatIsRecordedTwiceIsOpenedWithOneKeyWhichLiesBesideIt() {
        numbers.due("YTTWICE");
        Polled answered = Polled.answered(
                claim().claims().get(0),
                new TrackingAnswer("application/json", "{\"nu\":\"YTTWICE\"}".getBytes(UTF_8), Evidence.PULL),
                null,
                sealing);

        settled.settle(ProviderId.KUAIDI100, List.of(answered)).await().atMost(Numbers.PATIENCE);
        settled.settle(ProviderId.KUAIDI100, List.of(answered)).await().atMost(Numbers.PATIENCE);
        relay.wake();

        List<ConsumerRecord<String, RawPayload>> raw = numbers.records("YTTWICE", 2);
        List<ConsumerRecord<String, WrappedKey>> keys = numbers.keys(raw.get(0).value(), 2);
        assertThat(keys)
                .extracting(key -> key.value().key())
                .allMatch(key -> Arrays.equals(key, answered.key().key()));
        assertThat(raw).extracting(each -> numbers.opened(each.value())).containsOnly("{\"nu\":\"YTTWICE\"}");
        assertThat(keys)
                .extracting(ConsumerRecord::partition)
                .containsOnly(raw.get(0).partition());
        assertThat(keys)
                .extracting(ConsumerRecord::timestamp)
                .containsExactlyInAnyOrderElementsOf(
                        raw.stream().map(ConsumerRecord::timestamp).toList());
    }

    @Test
    void aCallThatIsLostMayHaveBeenHeardOfUntilNowAndStaysOnTheBill() {
        numbers.due("YTCLAIMED");
        claim();
        changed("YTCLAIMED", "next_at = now()");
        numbers.change("update poller.number_use set asked_at = asked_at - interval '10 minutes'");

        claim();

        assertThat(numbers.is("YTCLAIMED", "not calling and failures = 1 and last_code = 'lost'"))
                .isTrue();
        assertThat(numbers.count(
                        "select count(*) from poller.billed_number where tracking_number = 'YTCLAIMED' and settled"))
                .isEqualTo(1);
        assertThat(numbers.count("select count(*) from poller.number_use where tracking_number = 'YTCLAIMED'"
                        + " and asked_at > now() - interval '1 minute'"))
                .isEqualTo(1);
    }
}
