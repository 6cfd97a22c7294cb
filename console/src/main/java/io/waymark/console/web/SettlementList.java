package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.api.SettlementView;
import io.waymark.contract.SettlementState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of settlements, and what it was asked for.
 *
 * @param ordered how many orders were just given; null if none were
 */
public record SettlementList(ListQuery query, Page<SettlementView> settlements, @Nullable String ordered) {

    // spotless:off
    private static final List<Tab> TABS = List.of(
            new Tab("ledger.all",      "",                     false),
            new Tab("ledger.overdue",  "due=0",                false),
            new Tab("ledger.due",      "due=7",                false),
            new Tab("ledger.held",     "state=HELD",           false),
            new Tab("ledger.waiting",  "state=WAITING",        false),
            new Tab("ledger.unknown",  "state=UNKNOWN",        false),
            new Tab("ledger.rejected", "state=REJECTED",       false),
            new Tab("ledger.reversal", "state=REVERSAL_ALERT", false),
            new Tab("ledger.differs",  "agrees=false",         false));
    // spotless:on

    /** One of the lists that people work through. */
    public record Tab(String text, String query, boolean isHere) {}

    /** The lists that people work through. */
    public List<Tab> tabs() {
        return TABS.stream()
                .map(tab -> new Tab(tab.text, tab.query, query.isJust(tab.query)))
                .toList();
    }

    /** Every state. */
    public List<SettlementState> states() {
        return List.of(SettlementState.values());
    }
}
