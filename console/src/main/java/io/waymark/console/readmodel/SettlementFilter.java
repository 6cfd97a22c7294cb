package io.waymark.console.readmodel;

import io.waymark.contract.SettlementState;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which settlements a list shall hold; null where a condition does not matter.
 *
 * @param owner only this merchant's
 * @param state only those that stand there
 * @param gateway only those of one gateway
 * @param dueBefore only those that are open and whose deadline is before; such a list has the earliest deadline first,
 *     every other the last bound
 * @param agrees only those of which the gateway was asked, and its record agrees with ours, or does not
 */
public record SettlementFilter(
        @Nullable String owner,
        @Nullable SettlementState state,
        @Nullable String gateway,
        @Nullable Instant dueBefore,
        @Nullable Boolean agrees) {

    /** The same, of one merchant's; null for all merchants'. */
    public SettlementFilter of(@Nullable String merchantId) {
        return new SettlementFilter(merchantId, state, gateway, dueBefore, agrees);
    }

    /** What the ledger has not spoken of yet is owed; that it is the owner's stands there twice so that indexes help. */
    void addTo(Conditions conditions) {
        if (owner != null) {
            conditions.and("b.merchant_id = ?", owner);
        }
        if (owner != null && isOfTheLedger()) {
            conditions.and("s.merchant_id = ?", owner);
        }
        if (state != null) {
            conditions.and(isOfTheLedger() ? "s.state = ?" : "coalesce(s.state, 'OWED') = ?", state.name());
        }
        if (gateway != null) {
            conditions.and("b.gateway = ?", gateway.strip().toLowerCase(Locale.ROOT));
        }
        if (dueBefore != null) {
            conditions.and("s.is_open and s.deadline < ?", dueBefore.atOffset(ZoneOffset.UTC));
        }
        if (agrees != null) {
            conditions.and(agrees ? "s.agrees" : "not s.agrees");
        }
    }

    /** Adds that the list goes on after a position, and gives its order. */
    String order(Conditions conditions, @Nullable Position after) {
        Order order = dueBefore != null ? Order.DUE : isOfTheLedger() ? Order.BOUND_IN_LEDGER : Order.BOUND;
        if (after != null) {
            conditions.and(order.after, after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        return order.text;
    }

    /** Whether only settlements match of which the ledger has spoken. */
    private boolean isOfTheLedger() {
        return (state != null && state != SettlementState.OWED) || dueBefore != null || agrees != null;
    }

    /** Orders of lists, in the words of the index that has each. */
    private enum Order {
        BOUND(" order by b.bound_at desc, b.settlement_id desc", "(b.bound_at, b.settlement_id) < (?, ?)"),
        BOUND_IN_LEDGER(" order by s.bound_at desc, s.settlement_id desc", "(s.bound_at, s.settlement_id) < (?, ?)"),
        DUE(" order by s.deadline, s.settlement_id", "(s.deadline, s.settlement_id) > (?, ?)");

        private final String text;
        private final String after;

        Order(String text, String after) {
            this.text = text;
            this.after = after;
        }
    }
}
