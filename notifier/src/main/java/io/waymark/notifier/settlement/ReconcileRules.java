package io.waymark.notifier.settlement;

import io.waymark.contract.GatewayView;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Findings.GatewayRecord;
import io.waymark.notifier.settlement.LedgerState.Acknowledged;
import io.waymark.notifier.settlement.LedgerState.Reconciled;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an uploaded entry does about the gateway's own record. It is RECONCILED while that record has our number and sees the
 * parcel as we do, and ACKNOWLEDGED else. The last comparison is the one that finds both to say "delivered", or the first
 * one after {@code until}.
 *
 * @param after wait before the first comparison, and after one that brought no answer
 * @param every wait between comparisons
 * @param until how long after the proof there is something to compare
 */
record ReconcileRules(Duration after, Duration every, Duration until) {

    /** The entry that was acknowledged just now by a gateway that can be asked. */
    LedgerEntry expected(LedgerEntry entry, Instant now) {
        return entry.in(new Acknowledged(now.plus(after)));
    }

    /**
     * The entry after the gateway was asked: as it was if the gateway did not say, or if the entry is no longer one to be
     * compared.
     *
     * @param ours where we see the parcel
     * @param ourWord the gateway's word for that
     */
    LedgerEntry compared(LedgerEntry entry, Finding finding, ShipmentStatus ours, String ourWord, Instant now) {
        if (finding.kind() == Finding.Kind.UNTOLD || !isUploaded(entry)) {
            return entry;
        }
        GatewayRecord recorded = finding.recorded();
        boolean agrees = finding.kind() == Finding.Kind.RECORDED
                && recorded != null
                && recorded.rawStatus().equalsIgnoreCase(ourWord);
        boolean isLast = (agrees && ours == ShipmentStatus.DELIVERED) || isOver(entry, now);
        return checkedAgain(
                entry.with(entry.particulars().with(view(recorded, agrees, now))),
                agrees,
                isLast ? null : now.plus(every));
    }

    private static GatewayView view(@Nullable GatewayRecord recorded, boolean agrees, Instant now) {
        return recorded == null
                ? new GatewayView(null, null, "", now, agrees)
                : new GatewayView(recorded.trackingNumber(), recorded.status(), recorded.rawStatus(), now, agrees);
    }

    private static LedgerEntry checkedAgain(LedgerEntry entry, boolean agrees, @Nullable Instant at) {
        return entry.in(agrees ? new Reconciled(at) : new Acknowledged(at));
    }

    private static boolean isUploaded(LedgerEntry entry) {
        return entry.state() instanceof Acknowledged || entry.state() instanceof Reconciled;
    }

    private boolean isOver(LedgerEntry entry, Instant now) {
        Proof proof = entry.proof();
        return proof != null && now.isAfter(proof.recordedAt().plus(until));
    }
}
