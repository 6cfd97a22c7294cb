package io.waymark.notifier.settlement;

import static io.waymark.contract.SettlementState.ACKNOWLEDGED;
import static io.waymark.contract.SettlementState.RECONCILED;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.SettlementState;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JournalRowTest {

    private static SettlementChange change(
            long revision, @Nullable SettlementState from, SettlementState to, ChangeCause cause) {
        return new SettlementChange(revision, Samples.NOW.plusSeconds(revision), from, to, cause.name(), "", null);
    }

    private static JournalRow of(List<SettlementChange> changes) {
        JournalRow journal = JournalRow.EMPTY;
        for (SettlementChange change : changes) {
            journal = journal.with(change);
        }
        return journal;
    }

    @Test
    void holdsTheNewestHundredOldestFirst() {
        JournalRow journal = of(LongStream.rangeClosed(1, 103)
                .mapToObj(revision -> change(revision, ACKNOWLEDGED, ACKNOWLEDGED, ChangeCause.FACTS))
                .toList());

        assertThat(journal.changeList())
                .hasSize(Settlement.MOST_KEPT)
                .extracting(SettlementChange::revision)
                .startsWith(4L)
                .endsWith(103L)
                .isSorted();
    }

    /** They come for weeks, and would push out how the money was claimed. */
    @Test
    void ofComparisonsInARowThatMoveNothingItHoldsTheLast() {
        JournalRow journal = of(List.of(
                change(1, null, ACKNOWLEDGED, ChangeCause.ANSWER),
                change(2, ACKNOWLEDGED, ACKNOWLEDGED, ChangeCause.COMPARED),
                change(3, ACKNOWLEDGED, ACKNOWLEDGED, ChangeCause.COMPARED),
                change(4, ACKNOWLEDGED, RECONCILED, ChangeCause.COMPARED),
                change(5, RECONCILED, RECONCILED, ChangeCause.COMPARED),
                change(6, RECONCILED, RECONCILED, ChangeCause.FACTS),
                change(7, RECONCILED, RECONCILED, ChangeCause.COMPARED),
                change(8, RECONCILED, RECONCILED, ChangeCause.COMPARED)));

        assertThat(journal.changeList()).extracting(SettlementChange::revision).containsExactly(1L, 3L, 4L, 5L, 6L, 8L);
    }
}
