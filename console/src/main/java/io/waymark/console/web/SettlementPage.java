package io.waymark.console.web;

import io.waymark.console.api.SettlementView;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A settlement with its history.
 *
 * @param ordered how many orders were just given; null if none were
 */
public record SettlementPage(SettlementView settlement, @Nullable String ordered) {

    /** Newest first. */
    public List<SettlementChange> changes() {
        return newestFirst(Objects.requireNonNullElse(settlement.changes(), List.of()));
    }

    /** Newest first. */
    public List<SettlementAttempt> attempts() {
        return newestFirst(settlement.attemptLog());
    }

    private static <T> List<T> newestFirst(List<T> oldestFirst) {
        List<T> turned = new ArrayList<>(oldestFirst);
        Collections.reverse(turned);
        return turned;
    }
}
