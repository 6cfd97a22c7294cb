package io.waymark.poller.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.waymark.poller.pace.NumberKey;
import io.waymark.poller.plan.Rank;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BudgetTest {

    private static final Budget TEN = new Budget(10L, 10);

    private static NumberKey number(String number) {
        return new NumberKey("yto", number);
    }

    private static Charge charge(String number, Rank rank) {
        return new Charge(number(number), "acme", rank, true);
    }

    @ParameterizedTest
    @CsvSource({
        "USUAL,       8, true",
        "USUAL,       9, false",
        "SETTLEMENT,  9, false",
        "URGENT,      9, true",
        "URGENT,     10, false",
        "URGENT,     11, false"
    })
    void theLastTenthIsForWhatIsUrgent(Rank rank, long soFar, boolean admitted) {
        Budget.Admission admission = TEN.admit(List.of(charge("A", rank)), Set.of(), soFar);

        assertThat(admission.allowed()).hasSize(admitted ? 1 : 0);
        assertThat(admission.fresh()).hasSize(admitted ? 1 : 0);
    }

    @Test
    void aNumberThatIsBilledAlreadyCostsNothing() {
        Budget.Admission admission = TEN.admit(List.of(charge("A", Rank.USUAL)), Set.of(number("A")), 10);

        assertThat(admission.allowed()).containsExactly(number("A"));
        assertThat(admission.fresh()).isEmpty();
    }

    @Test
    void whatIsLeftGoesToTheHighestRank() {
        Budget.Admission admission =
                TEN.admit(List.of(charge("A", Rank.USUAL), charge("B", Rank.SETTLEMENT)), Set.of(), 8);

        assertThat(admission.allowed()).containsExactly(number("B"));
    }

    @Test
    void aNumberThatIsNamedTwiceIsBilledOnce() {
        Budget.Admission admission = TEN.admit(List.of(charge("A", Rank.USUAL), charge("A", Rank.USUAL)), Set.of(), 0);

        assertThat(admission.fresh()).hasSize(1);
    }

    @Test
    void whatLooksAfterADeliveredParcelBillsNothingAnew() {
        Charge after = new Charge(number("A"), "acme", Rank.URGENT, false);

        assertThat(new Budget(null, 10).admit(List.of(after), Set.of(), 0).allowed())
                .isEmpty();
        assertThat(TEN.admit(List.of(after), Set.of(number("A")), 0).allowed()).containsExactly(number("A"));
    }

    @Test
    void withoutANumberThereIsNoLimit() {
        Budget none = new Budget(null, 10);

        assertThat(none.admit(List.of(charge("A", Rank.USUAL)), Set.of(), Long.MAX_VALUE - 1)
                        .allowed())
                .hasSize(1);
        assertThat(none.isExhausted(1_000_000_000)).isFalse();
    }

    @Test
    void noneAtAllStopsEverything() {
        Budget nothing = new Budget(0L, 10);

        assertThat(nothing.admit(List.of(charge("A", Rank.URGENT)), Set.of(), 0).allowed())
                .isEmpty();
        assertThat(nothing.isExhausted(0)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1,10", "10,-1", "10,101"})
    void whatIsNoBudgetIsRefused(long numbers, int reserve) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Budget(numbers, reserve));
    }
}
