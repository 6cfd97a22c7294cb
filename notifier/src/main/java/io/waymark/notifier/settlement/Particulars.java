package io.waymark.notifier.settlement;

import io.waymark.contract.GatewayView;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of the ledger carries whatever its state.
 *
 * @param overridden causes of a hold that a person has overruled
 * @param money what was paid; null while the gateway has not said
 * @param view what the gateway has on record; null while it was not asked
 */
record Particulars(Deadline deadline, Set<HoldCause> overridden, @Nullable Money money, @Nullable GatewayView view) {

    /** Nothing in particular. */
    static final Particulars NONE = new Particulars(Deadline.NONE, Set.of(), null, null);

    Particulars {
        overridden = Set.copyOf(overridden);
    }

    Particulars with(Deadline newDeadline) {
        return new Particulars(newDeadline, overridden, money, view);
    }

    Particulars with(@Nullable Money newMoney) {
        return new Particulars(deadline, overridden, newMoney, view);
    }

    Particulars with(GatewayView newView) {
        return new Particulars(deadline, overridden, money, newView);
    }

    Particulars overriding(HoldCause cause) {
        Set<HoldCause> more = EnumSet.of(cause);
        more.addAll(overridden);
        return new Particulars(deadline, more, money, view);
    }
}
