package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.notifier.settlement.LedgerOrders.Ruling;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Eligible;
import io.waymark.notifier.settlement.LedgerState.Held;
import io.waymark.notifier.settlement.LedgerState.Owed;
import io.waymark.notifier.settlement.LedgerState.Reconciled;
import io.waymark.notifier.settlement.LedgerState.Rejected;
import io.waymark.notifier.settlement.LedgerState.ReversalAlert;
import io.waymark.notifier.settlement.LedgerState.Sending;
import io.waymark.notifier.settlement.LedgerState.Stopped;
import io.waymark.notifier.settlement.LedgerState.Unknown;
import io.waymark.notifier.settlement.LedgerState.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerOrdersTest {

    private static final Instant LATER = NOW.plus(Duration.ofHours(1));

    private static final Map<String, LedgerState> STATES = Map.ofEntries(
            Map.entry("OWED", new Owed("")),
            Map.entry("ELIGIBLE", new Eligible(LATER, "HTTP 429")),
            Map.entry("SENDING", new Sending(LATER, false)),
            Map.entry("WAITING", new Waiting(LATER, "40001")),
            Map.entry("UNKNOWN", new Unknown(LATER, "no answer")),
            Map.entry("UNKNOWN_PARKED", new Unknown(null, "no answer")),
            Map.entry("ACKNOWLEDGED", new Acknowledged()),
            Map.entry("RECONCILED", new Reconciled(null)),
            Map.entry("REJECTED", new Rejected("40013", false)),
            Map.entry("REJECTED_IN_DOUBT", new Rejected("40013", true)),
            Map.entry("STOPPED", new Stopped("refunded", false)),
            Map.entry("WRITTEN_OFF", new Stopped("written off", true)),
            Map.entry("REVERSAL_ALERT", new ReversalAlert("back")));

    private static LedgerState state(String name) {
        return STATES.containsKey(name)
                ? STATES.get(name)
                : new Held(HoldCause.valueOf(name.substring("HELD_".length())), "held");
    }

    private static Order order(Order.Kind kind) {
        return new Order("c-1", kind, new UUID(0, 1), "ops", "because");
    }

    private static Ruling ruled(LedgerEntry entry, Order.Kind kind) {
        return LedgerOrders.carriedOut(entry, order(kind), NOW);
    }

    private static String say(Ruling ruling) {
        return ruling instanceof Ruling.Done done
                ? done.entry().state().name().name()
                : "- " + ((Ruling.Refused) ruling).reason();
    }

    @ParameterizedTest(name = "{0}: retry {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            OWED                        | - nothing is proven yet                         | HELD                   | - is not held
            ELIGIBLE                    | ELIGIBLE                                        | HELD                   | - is not held
            WAITING                     | WAITING                                         | HELD                   | - is not held
            SENDING                     | - an attempt is under way                       | - an attempt is        | - is not held
            UNKNOWN                     | UNKNOWN                                         | - an upload may have   | - is not held
            UNKNOWN_PARKED              | - the facts do not allow an upload at present   | - an upload may have   | - is not held
            HELD_OPERATOR               | - it is held; release it                        | - it is held already   | OWED
            HELD_GOODS                  | - it is held; release it                        | - it is held already   | OWED
            HELD_INSTALMENTS            | - it is held; release it                        | - it is held already   | OWED
            HELD_RETURN_WITHDRAWN       | - it is held; release it                        | - it is held already   | OWED
            HELD_PAYMENT_ENDED_IN_DOUBT | - it is held; release it                        | - it is held already   | UNKNOWN
            HELD_OTHER_NUMBER           | - it is held; release it                        | - it is held already   | OWED
            HELD_NO_TRACKING_URL        | - it is held; release it                        | - it is held already   | - nothing could be sent
            HELD_UNFIT_VALUE            | - it is held; release it                        | - it is held already   | - nothing could be sent
            HELD_NO_ADAPTER             | - it is held; release it                        | - it is held already   | - nothing could be sent
            HELD_NO_CREDENTIALS         | - it is held; release it                        | - it is held already   | - nothing could be sent
            HELD_NO_TRANSACTION         | - it is held; release it                        | - it is held already   | - nothing could be sent
            HELD_UNKNOWN_CARRIER        | - it is held; release it                        | - it is held already   | - nothing could be sent
            ACKNOWLEDGED                | - it has been uploaded                          | - it has been uploaded | - is not held
            RECONCILED                  | - it has been uploaded                          | - it has been uploaded | - is not held
            REVERSAL_ALERT              | - it has been uploaded                          | - it has been uploaded | - is not held
            REJECTED                    | OWED                                            | - nothing would be sent| - is not held
            REJECTED_IN_DOUBT           | UNKNOWN                                         | - nothing would be sent| - is not held
            STOPPED                     | - it is stopped                                 | - nothing would be sent| OWED
            WRITTEN_OFF                 | - it is stopped                                 | - nothing would be sent| - is not held
            """)
    void carriesOutWhatTheStateAllows(String state, String retry, String hold, String release) {
        LedgerEntry entry = entry(state(state));

        assertThat(say(ruled(entry, Order.Kind.RETRY))).isEqualTo(retry);
        assertThat(say(ruled(entry, Order.Kind.HOLD))).startsWith(hold);
        assertThat(say(ruled(entry, Order.Kind.RELEASE)).replace("- it is not", "- is not"))
                .startsWith(release);
    }

    @Test
    void writesOffWhatTheGatewayDoesNotHaveAndWhatWentBack() {
        Set<String> writtenOff = Stream.concat(
                        STATES.keySet().stream(), Stream.of(HoldCause.values()).map(cause -> "HELD_" + cause))
                .filter(name -> ruled(entry(state(name)), Order.Kind.WRITE_OFF) instanceof Ruling.Done)
                .filter(name -> !name.startsWith("HELD_"))
                .collect(Collectors.toSet());

        assertThat(writtenOff)
                .containsExactlyInAnyOrder(
                        "OWED",
                        "ELIGIBLE",
                        "WAITING",
                        "UNKNOWN",
                        "UNKNOWN_PARKED",
                        "REJECTED",
                        "REJECTED_IN_DOUBT",
                        "REVERSAL_ALERT");
    }

    @ParameterizedTest
    @EnumSource(HoldCause.class)
    void writesOffWhatIsHeldForWhateverCause(HoldCause cause) {
        Ruling.Done done = (Ruling.Done) ruled(entry(new Held(cause, "")), Order.Kind.WRITE_OFF);

        assertThat(done.entry().state()).isEqualTo(new Stopped("written off: because", true));
    }

    @Test
    void whatIsRetriedIsDueNow() {
        for (String state : Set.of("WAITING", "ELIGIBLE", "UNKNOWN", "REJECTED_IN_DOUBT")) {
            Ruling.Done done = (Ruling.Done) ruled(entry(state(state)), Order.Kind.RETRY);

            assertThat(done.entry().isDue(NOW)).as(state).isTrue();
        }
    }

    @Test
    void noOrderShortensTheHold() {
        LedgerEntry onHold = LedgerEntry.NEW.in(new Eligible(LATER, ""));

        assertThat(say(ruled(onHold, Order.Kind.RETRY)))
                .isEqualTo("- the wait before the first attempt has not passed; it ends at " + LATER);
    }

    @Test
    void aRefusalThatIsRetriedHasItsPatienceBack() {
        LedgerEntry rejected =
                entry(new Rejected("unknown answer: 4711", false)).unknownCodeSince(NOW);

        Ruling.Done done = (Ruling.Done) ruled(rejected, Order.Kind.RETRY);

        assertThat(done.entry().unknownCodeSince()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = HoldCause.class,
            names = {"GOODS", "INSTALMENTS", "RETURN_WITHDRAWN", "PAYMENT_ENDED_IN_DOUBT"})
    void aCauseThatWasOverruledIsRemembered(HoldCause cause) {
        Ruling.Done done = (Ruling.Done) ruled(entry(new Held(cause, "")), Order.Kind.RELEASE);

        assertThat(done.entry().particulars().overridden()).containsExactly(cause);
    }

    @Test
    void aPersonsOwnHoldCanBeSetAgain() {
        Ruling.Done done = (Ruling.Done) ruled(entry(new Held(HoldCause.OPERATOR, "")), Order.Kind.RELEASE);

        assertThat(done.entry().particulars().overridden()).isEmpty();
        assertThat(say(ruled(done.entry(), Order.Kind.HOLD))).isEqualTo("HELD");
    }
}
