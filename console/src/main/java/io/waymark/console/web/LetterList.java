package io.waymark.console.web;

import io.waymark.console.api.Page;
import io.waymark.console.deadletter.DeadLetter;
import io.waymark.console.deadletter.LetterOrderHandler;
import io.waymark.console.deadletter.LetterQueryRepository.Waiting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of dead letters, and what it was asked for.
 *
 * @param waiting what waits, by its kind
 * @param progress of the order that was just given; null if none was
 */
public record LetterList(
        ListQuery query, Page<DeadLetter> letters, List<Waiting> waiting, @Nullable LetterProgress progress) {

    // spotless:off
    private static final List<SettlementList.Tab> TABS = List.of(
            new SettlementList.Tab("letters.waiting",   "",                false),
            new SettlementList.Tab("letters.redriven",  "state=REDRIVEN",  false),
            new SettlementList.Tab("letters.discarded", "state=DISCARDED", false));
    // spotless:on

    /** The lists that people look at. */
    public List<SettlementList.Tab> tabs() {
        return TABS.stream()
                .map(tab -> new SettlementList.Tab(tab.text(), tab.query(), query.isJust(tab.query())))
                .toList();
    }

    /** Whether those shown wait. */
    public boolean isOfWaiting() {
        return query.get("state") == null;
    }

    /** Whether any of those shown may be put back. */
    public boolean isRedrivable() {
        return isOfWaiting() && letters.items().stream().anyMatch(DeadLetter::redrivable);
    }

    /** How many of a kind may be put back at a time. */
    public int most() {
        return LetterOrderHandler.MOST;
    }

    /** The address of the list of one kind. */
    public String kind(Waiting kind) {
        ListQuery one =
                ListQuery.of(query.path(), "group", kind.group(), "topic", kind.topic(), "reason", kind.cause());
        return one.path() + "?" + one.query();
    }
}
