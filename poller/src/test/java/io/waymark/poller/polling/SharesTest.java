package io.waymark.poller.polling;

import static io.waymark.poller.plan.Rank.SETTLEMENT;
import static io.waymark.poller.plan.Rank.URGENT;
import static io.waymark.poller.plan.Rank.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void urgentOnesComeFirstAndTheOthersGetAtLeastATenth() {
        Shares shares = Shares.of(30, 0.55);

        assertThat(shares.most(URGENT, 0)).isEqualTo(24);
        assertThat(shares.most(SETTLEMENT, 24)).isEqualTo(3);
        assertThat(shares.most(USUAL, 27)).isEqualTo(3);
    }

    @Test
    void whatTheUrgentOnesLeaveIsFree() {
        Shares shares = Shares.of(30, 0.55);

        assertThat(shares.most(SETTLEMENT, 2)).isEqualTo(25);
        assertThat(shares.most(USUAL, 2)).isEqualTo(28);
    }

    @Test
    void aBatchOfOneIsSharedInTheLongRun() {
        Random random = new Random(7);
        List<Shares> shares = IntStream.range(0, 10_000)
                .mapToObj(batch -> Shares.of(1, random.nextDouble()))
                .toList();

        assertThat(shares).allMatch(one -> one.forUsual() + one.forSettlements() <= 1);
        assertThat(shares.stream().filter(one -> one.forUsual() == 1).count()).isBetween(900L, 1100L);
        assertThat(shares.stream().filter(one -> one.forSettlements() == 1).count())
                .isBetween(800L, 1000L);
    }
}
