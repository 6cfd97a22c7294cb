package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.POLICY;
import static io.waymark.notifier.settlement.Samples.READY;
import static io.waymark.notifier.settlement.Samples.scan;
import static io.waymark.notifier.settlement.Samples.scans;
import static io.waymark.notifier.settlement.Samples.stcPay;
import static io.waymark.notifier.settlement.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Goods;
import io.waymark.contract.Payment;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettlementPolicyTest {

    private static Facts facts(String scanList, ShipmentStatus latest, String payments) {
        List<Scan> scans = new ArrayList<>();
        for (String text : scanList.isBlank() ? new String[0] : scanList.split(" +")) {
            scans.add(scan(scans.size() + 1, text));
        }
        Set<Payment.State> states = Arrays.stream(payments.split(" +"))
                .filter(state -> !state.isBlank())
                .map(Payment.State::valueOf)
                .collect(Collectors.toSet());
        return new Facts(scans, latest == null ? null : new Standing(latest, scans.size()), states, Set.of(), null);
    }

    private static String say(Decision decision) {
        if (decision instanceof Decision.Provable provable) {
            return "PROVABLE by " + provable.proof().source().replaceAll(".*@", "");
        }
        if (decision instanceof Decision.Hold hold) {
            return "HOLD " + hold.cause();
        }
        return decision.getClass().getSimpleName();
    }

    @ParameterizedTest(name = "{0} | {1} | {2} gives {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # scans: sub-status[:evidence], - = withdrawn       | latest    | payments          | decision
            ''                                                  |           | ''                | NothingYet
            PICKED_UP OUT_FOR_DELIVERY                          |           | ''                | NothingYet
            PICKED_UP SIGNED                                    |           | ''                | PROVABLE by 2
            PICKED_UP SIGNED                                    | DELIVERED | ''                | PROVABLE by 2
            SIGNED_BY_RECIPIENT:PULL                            |           | ''                | PROVABLE by 1
            SIGNED_AFTER_EXCEPTION                              |           | ''                | PROVABLE by 1
            SIGNED_BY_PROXY                                     | DELIVERED | ''                | NothingYet
            LOCKER_OR_STATION_SIGNED                            | DELIVERED | ''                | NothingYet
            LOCKER_OR_STATION_SIGNED SIGNED_BY_RECIPIENT        | DELIVERED | ''                | PROVABLE by 2
            SIGNED_BY_RECIPIENT LOCKER_OR_STATION_SIGNED        | DELIVERED | ''                | PROVABLE by 1
            SIGNED:ARTICLE                                      | DELIVERED | ''                | NothingYet
            SIGNED:TEXT                                         | DELIVERED | ''                | NothingYet
            SIGNED:TEXT SIGNED:PULL                             | DELIVERED | ''                | PROVABLE by 2
            -SIGNED                                             |           | ''                | NothingYet
            -SIGNED SIGNED                                      |           | ''                | PROVABLE by 2
            SIGNED MOVING                                       | DELIVERED | ''                | PROVABLE by 1
            SIGNED RETURNING                                    | DELIVERED | ''                | HOLD RETURN_WITHDRAWN
            SIGNED RETURNING                                    |           | ''                | Returned
            SIGNED RETURNING                                    | RETURNING | ''                | Returned
            RETURNING SIGNED_BY_RECIPIENT                       | DELIVERED | ''                | HOLD RETURN_WITHDRAWN
            RETURNING RETURN_SIGNED                             | RETURNED  | ''                | Returned
            RETURNING                                           | DELIVERED | ''                | NothingYet
            -RETURNING SIGNED                                   | DELIVERED | ''                | PROVABLE by 2
            SIGNED                                              | RETURNING | ''                | Returned
            SIGNED                                              | DELIVERED | SUCCEEDED         | PROVABLE by 1
            SIGNED                                              | DELIVERED | PENDING           | PROVABLE by 1
            SIGNED                                              | DELIVERED | PENDING SUCCEEDED | PROVABLE by 1
            OUT_FOR_DELIVERY                                    |           | PENDING           | NothingYet
            SIGNED                                              | DELIVERED | FAILED            | Stop
            SIGNED                                              | DELIVERED | FAILED SUCCEEDED  | PROVABLE by 1
            SIGNED                                              | DELIVERED | SUCCEEDED REFUNDED| Stop
            SIGNED                                              | DELIVERED | CANCELLED         | Stop
            ''                                                  |           | CHARGED_BACK      | Stop
            """)
    void decidesAboutStcPay(String scans, ShipmentStatus latest, String payments, String decision) {
        assertThat(say(POLICY.decide(stcPay(), facts(scans, latest, payments), READY, Set.of())))
                .isEqualTo(decision);
    }

    @ParameterizedTest
    @CsvSource({"PENDING, PT6H", "PENDING SUCCEEDED, PT4H", "'', PT4H"})
    void waitsForTheNoticeOfSuccessButNotForEver(String payments, Duration hold) {
        Decision decision =
                POLICY.decide(stcPay(), facts("SIGNED", ShipmentStatus.DELIVERED, payments), READY, Set.of());

        assertThat(decision).isInstanceOfSatisfying(Decision.Provable.class, provable -> {
            assertThat(provable.firstHold()).isEqualTo(hold);
            assertThat(provable.hold()).isEqualTo(Duration.ofHours(4));
        });
    }

    @ParameterizedTest(name = "{0} | {1} gives {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ORDER_CREATED             |           | NothingYet
            CANCEL_REQUESTED          |           | NothingYet
            PICKED_UP                 |           | PROVABLE by 1
            ORDER_CREATED PICKED_UP   |           | PROVABLE by 2
            MOVING:TEXT               |           | PROVABLE by 1
            -PICKED_UP                |           | NothingYet
            PICKED_UP RETURNING       | RETURNING | Returned
            PICKED_UP RETURNING SIGNED| DELIVERED | PROVABLE by 1
            """)
    void otherMethodsUploadAtPickUp(String scans, ShipmentStatus latest, String decision) {
        Terms visa = terms("VISA", Goods.DIGITAL, true);

        assertThat(say(POLICY.decide(visa, facts(scans, latest, ""), READY, Set.of())))
                .isEqualTo(decision);
    }

    @Test
    void otherMethodsDoNotWait() {
        Decision.Provable provable = (Decision.Provable)
                POLICY.decide(terms("VISA", Goods.PHYSICAL, false), scans(scan(1, "PICKED_UP")), READY, Set.of());

        assertThat(provable.hold()).isEqualTo(Duration.ZERO);
    }

    @Test
    void aMethodThatNobodyNamedNeedsDelivery() {
        Facts moving = scans(scan(1, "PICKED_UP"));

        assertThat(say(POLICY.decide(terms(null, Goods.PHYSICAL, false), moving, READY, Set.of())))
                .isEqualTo("NothingYet");
    }

    @Test
    void theGatewaysWordOnTheMethodCountsToo() {
        Facts paidByStcPay = new Facts(List.of(scan(1, "PICKED_UP")), null, Set.of(), Set.of("stc_pay"), null);

        assertThat(say(POLICY.decide(terms("VISA", Goods.PHYSICAL, false), paidByStcPay, READY, Set.of())))
                .isEqualTo("NothingYet");
    }

    @ParameterizedTest
    @CsvSource({"DIGITAL, false, HOLD GOODS", "SERVICE, false, HOLD GOODS", "PHYSICAL, true, HOLD INSTALMENTS"})
    void holdsWhatTheGatewayExcludes(Goods goods, boolean installments, String decision) {
        Facts delivered = scans(scan(1, "SIGNED"));

        assertThat(say(POLICY.decide(terms("STC_PAY", goods, installments), delivered, READY, Set.of())))
                .isEqualTo(decision);
    }

    @Test
    void holdsWhatCannotBePutIntoTheGatewaysWords() {
        Impossible unknownCarrier = new Impossible(Obstacle.UNKNOWN_CARRIER, "which carrier?");

        assertThat(POLICY.decide(stcPay(), scans(scan(1, "SIGNED")), unknownCarrier, Set.of()))
                .isEqualTo(new Decision.Hold(HoldCause.UNKNOWN_CARRIER, "which carrier?"));
    }

    @Test
    void believesAReturnUntilTheNormalizerHasSeenAllOurScans() {
        Facts ahead = new Facts(
                List.of(scan(1, "SIGNED"), scan(2, "RETURNING")),
                new Standing(ShipmentStatus.DELIVERED, 1),
                Set.of(),
                Set.of(),
                null);

        assertThat(say(POLICY.decide(stcPay(), ahead, READY, Set.of()))).isEqualTo("Returned");
    }

    @Test
    void saysWhyADeliveryDoesNotCount() {
        assertThat(POLICY.decide(stcPay(), scans(scan(1, "SIGNED_BY_PROXY")), READY, Set.of()))
                .isEqualTo(new Decision.NothingYet(
                        "not accepted as handed to the customer: SIGNED_BY_PROXY by SIGNED_PUSH"));
    }

    @ParameterizedTest(name = "{0} is overruled: {4}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # cause               | goods    | instalments | scans and latest            | decision
            GOODS                 | DIGITAL  | false       | SIGNED                      | PROVABLE by 1
            GOODS                 | DIGITAL  | true        | SIGNED                      | HOLD INSTALMENTS
            INSTALMENTS           | PHYSICAL | true        | SIGNED                      | PROVABLE by 1
            INSTALMENTS           | DIGITAL  | true        | SIGNED                      | HOLD GOODS
            RETURN_WITHDRAWN      | PHYSICAL | false       | RETURNING SIGNED            | PROVABLE by 2
            GOODS                 | PHYSICAL | false       | RETURNING SIGNED            | HOLD RETURN_WITHDRAWN
            RETURN_WITHDRAWN      | PHYSICAL | false       | RETURNING                   | NothingYet
            GOODS                 | DIGITAL  | false       | SIGNED_BY_PROXY             | NothingYet
            """)
    void aCauseThatAPersonOverruledHoldsNoLonger(
            HoldCause cause, Goods goods, boolean instalments, String scans, String decision) {
        Facts facts = facts(scans, ShipmentStatus.DELIVERED, "");

        assertThat(say(POLICY.decide(terms("STC_PAY", goods, instalments), facts, READY, Set.of(cause))))
                .isEqualTo(decision);
    }

    @Test
    void onlyTheDoubtAboutAnEndedPaymentOverrulesItsEnd() {
        Facts refunded = facts("SIGNED", ShipmentStatus.DELIVERED, "REFUNDED");

        assertThat(say(POLICY.decide(stcPay(), refunded, READY, Set.of(HoldCause.PAYMENT_ENDED_IN_DOUBT))))
                .isEqualTo("PROVABLE by 1");
        assertThat(say(POLICY.decide(stcPay(), refunded, READY, Set.of(HoldCause.GOODS))))
                .isEqualTo("Stop");
    }

    @ParameterizedTest(name = "AsiaBill, {0}, {1}: {2}")
    @CsvSource({
        "CARD   , PICKED_UP      , PROVABLE by 1",
        "CARD   , ORDER_CREATED  , NothingYet",
        "STC_PAY, PICKED_UP      , NothingYet",
        "STC_PAY, SIGNED         , PROVABLE by 1",
        "STC_PAY, SIGNED:TEXT    , NothingYet",
        "       , PICKED_UP      , PROVABLE by 1",
        "       , SIGNED_BY_PROXY, PROVABLE by 1",
        "       , SIGNED         , PROVABLE by 1"
    })
    void asiaBillTakesTheWaybillAtPickUpUnlessTheMethodAsksForMore(String method, String scan, String decision) {
        Facts pending = facts(scan, null, "PENDING");

        assertThat(say(POLICY.decide(terms("asiabill", method, Goods.PHYSICAL, false), pending, READY, Set.of())))
                .isEqualTo(decision);
    }
}
