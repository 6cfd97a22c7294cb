package io.waymark.console.api;

import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.readmodel.SettlementFilter;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.console.readmodel.StoredSettlement;
import io.waymark.console.readmodel.WaitingMoney;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells a caller of its own settlements, staff of everybody's: what the caller may not see does not exist. */
@ApplicationScoped
public class SettlementQueryHandler {

    private final SettlementQueryRepository settlements;

    SettlementQueryHandler(SettlementQueryRepository settlements) {
        this.settlements = settlements;
    }

    /** All that is known of one; fails with 404. */
    public Uni<SettlementView> settlement(Caller caller, UUID id) {
        return settlements
                .find(caller.owner(), id)
                .map(found -> SettlementView.whole(found.orElseThrow(() -> ProblemException.notFound("settlement"))));
    }

    /**
     * Part of a list, in the filter's order. Fails with 400 for a cursor or a limit that is none.
     *
     * @param cursor the "next" of the part before; null for the first
     * @param limit how many; null for the usual number
     */
    public Uni<Page<SettlementView>> page(
            Caller caller, SettlementFilter wanted, @Nullable String cursor, @Nullable String limit) {
        Cursor.List order = wanted.dueBefore() == null ? Cursor.List.SETTLEMENTS : Cursor.List.DUE_SETTLEMENTS;
        PageRequest page = PageRequest.of(order, cursor, limit);
        return settlements
                .page(wanted.of(caller.owner()), page.after(), page.rows())
                .map(rows ->
                        Page.of(rows, page.limit(), row -> cursor(order, row)).map(SettlementView::of));
    }

    /** Those of shipments that the caller has bound itself, in the order in which it did. */
    public Uni<List<UUID>> of(Caller caller, List<ShipmentId> shipments) {
        return settlements.of(caller.merchantId(), shipments).map(rows -> rows.stream()
                .map(row -> row.binding().settlementId())
                .toList());
    }

    /** What waits, and how much money with it. */
    public Uni<WaitingMoney> waiting(Caller caller, Instant now) {
        return settlements.waiting(caller.owner(), now);
    }

    private static Cursor cursor(Cursor.List order, StoredSettlement stored) {
        return new Cursor(order, order == Cursor.List.SETTLEMENTS ? stored.whenBound() : stored.whenDue());
    }
}
