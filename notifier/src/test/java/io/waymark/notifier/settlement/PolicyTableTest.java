package io.waymark.notifier.settlement;

import static io.waymark.notifier.settlement.Samples.HOLD;
import static io.waymark.notifier.settlement.Samples.NOW;
import static io.waymark.notifier.settlement.Samples.PARSER;
import static io.waymark.notifier.settlement.Samples.scan;
import static io.waymark.notifier.settlement.Samples.terms;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.SubStatus;
import io.waymark.notifier.settlement.PaymentRule.Milestone;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the shipped policy says, row by row, and how rows are found. */
class PolicyTableTest {

    private static final PolicyTable SHIPPED = RulesConfig.shippedPolicy(PARSER);
    private static final String HEADER =
            "gateway,paymentMethod,proof,subStatuses,evidence,hold,goods,instalments,needsFinalPayment,deadline\n";

    private static Set<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0} {1}, told {2}: {3}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # gateway, method | told          | proof    | hold | goods    | instalments | final | deadline
            onerway  | STC_PAY | ''           | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            onerway  | stc_pay | ''           | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            onerway  | VISA    | ''           | PICKUP   | PT0S | ''       | true        | true  | P30D
            onerway  | VISA    | STC_PAY      | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            onerway  | VISA    | MADA         | PICKUP   | PT0S | ''       | true        | true  | P30D
            onerway  | STC_PAY | VISA         | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            onerway  |         | ''           | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            onerway  |         | VISA         | DELIVERY | PT4H | PHYSICAL | false       | true  | P30D
            asiabill | STC_PAY | ''           | DELIVERY | PT4H | PHYSICAL | false       | false |
            asiabill | CARD    | ''           | PICKUP   | PT0S | ''       | true        | false |
            asiabill | CARD    | stc_pay CARD | DELIVERY | PT4H | PHYSICAL | false       | false |
            asiabill |         | ''           | PICKUP   | PT0S | ''       | true        | false |
            asiabill |         | STC_PAY      | DELIVERY | PT4H | PHYSICAL | false       | false |
            """)
    void rulesByGatewayAndMethodAndByTheStrictestOfWhatIsSaid(
            String gateway,
            String method,
            String told,
            Milestone proof,
            Duration hold,
            String goods,
            boolean instalments,
            boolean needsFinalPayment,
            Duration deadline) {
        PaymentRule rule = SHIPPED.ruleOf(gateway, method, words(told));

        assertThat(rule.proof()).isEqualTo(proof);
        assertThat(rule.hold()).isEqualTo(hold);
        assertThat(rule.goods())
                .isEqualTo(goods.isEmpty() ? EnumSet.allOf(Goods.class) : EnumSet.of(Goods.valueOf(goods)));
        assertThat(rule.instalments()).isEqualTo(instalments);
        assertThat(rule.needsFinalPayment()).isEqualTo(needsFinalPayment);
        assertThat(rule.deadline()).isEqualTo(deadline);
    }

    @Test
    void aGatewayWithoutRowsIsHeldToTheStrictestOfAll() {
        assertThat(SHIPPED.ruleOf("newpay", "VISA", Set.of()).proof()).isEqualTo(Milestone.DELIVERY);
    }

    @Test
    void whatCountsAsDeliveredAndHowItMayBeKnownIsAsConfigured() {
        PaymentRule stcPay = SHIPPED.ruleOf("onerway", "STC_PAY", Set.of());

        assertThat(stcPay.subStatuses())
                .containsExactlyInAnyOrder(
                        SubStatus.SIGNED, SubStatus.SIGNED_BY_RECIPIENT, SubStatus.SIGNED_AFTER_EXCEPTION);
        assertThat(stcPay.evidence()).containsExactlyInAnyOrder(Evidence.SIGNED_PUSH, Evidence.PULL);
    }

    @ParameterizedTest
    @EnumSource(SubStatus.class)
    void pickedUpIsWhatTheCarrierCannotSayWithoutTheParcel(SubStatus subStatus) {
        PaymentRule visa = SHIPPED.ruleOf("onerway", "VISA", Set.of());

        boolean proves = visa.isProvenBy(scan(1, subStatus.name()));

        assertThat(proves)
                .isEqualTo(
                        Set.of("IN_TRANSIT", "OUT_FOR_DELIVERY", "AVAILABLE_FOR_PICKUP", "DELIVERY_FAILED", "DELIVERED")
                                .contains(subStatus.status().name()));
    }

    @Test
    void rowsOfAnotherTableReplaceThoseForTheSameGatewayAndMethod() {
        PolicyTable mine = SHIPPED.overriddenBy(PARSER.parse(
                "my.csv",
                HEADER + "onerway,STC_PAY,DELIVERY,SIGNED LOCKER_OR_STATION_SIGNED,PULL,PT1H,*,yes,no,P7D\n"));

        PaymentRule rule = mine.ruleOf("onerway", "STC_PAY", Set.of());

        assertThat(rule.isProvenBy(scan(1, "LOCKER_OR_STATION_SIGNED:PULL"))).isTrue();
        assertThat(rule.isProvenBy(scan(1, "SIGNED:SIGNED_PUSH"))).isFalse();
        assertThat(rule.hold()).isEqualTo(Duration.ofHours(1));
        assertThat(mine.ruleOf("onerway", "VISA", Set.of())).isEqualTo(SHIPPED.ruleOf("onerway", "VISA", Set.of()));
    }

    @Test
    void aRegistrationWithoutAMethodMayHaveARowOfItsOwn() {
        PolicyTable mine =
                SHIPPED.overriddenBy(PARSER.parse("my.csv", HEADER + "asiabill,,PICKUP,*,*,PT0S,*,yes,no,P9D\n"));

        assertThat(mine.ruleOf("asiabill", null, Set.of()).deadline()).isEqualTo(Duration.ofDays(9));
        assertThat(mine.ruleOf("asiabill", null, Set.of("STC_PAY")).hold()).isEqualTo(HOLD);
        assertThat(mine.ruleOf("onerway", null, Set.of()).hold()).isEqualTo(HOLD);
    }

    @Test
    void allOfTheEvidenceIsNeverFreeTextWhereDeliveryIsTheProof() {
        PolicyTable lax = PARSER.parse("my.csv", HEADER + "onerway,STC_PAY,DELIVERY,*,*,PT0S,PHYSICAL,no,yes,P30D\n");

        PaymentRule rule = lax.ruleOf("onerway", "STC_PAY", Set.of());

        assertThat(rule.isProvenBy(scan(1, "SIGNED:TEXT"))).isFalse();
        assertThat(rule.isProvenBy(scan(1, "SIGNED_BY_PROXY:ARTICLE"))).isTrue();
    }

    @Test
    void theDeadlineCountsFromWhenTheCustomerPaid() {
        PaymentRule rule = SHIPPED.ruleOf("onerway", "STC_PAY", Set.of());

        assertThat(rule.deadlineOf(terms("STC_PAY", Goods.PHYSICAL, false))).isNull();
        assertThat(rule.deadlineOf(Samples.paidAt(NOW))).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(SHIPPED.ruleOf("asiabill", "CARD", Set.of()).deadlineOf(Samples.paidAt(NOW)))
                .isNull();
    }
}
