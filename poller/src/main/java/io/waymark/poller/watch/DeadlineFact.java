package io.waymark.poller.watch;

import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a settlement waits for the proof that its parcel was delivered.
 *
 * @param settlementId which
 * @param shipmentId whose delivery releases it
 * @param deadline by when the gateway wants the proof; null if it sets no time
 * @param open whether it waits for proof
 * @param revision an older one than the row's changes nothing
 */
record DeadlineFact(UUID settlementId, ShipmentId shipmentId, @Nullable Instant deadline, boolean open, long revision) {

    /**
     * What a published settlement says.
     *
     * @throws NullPointerException if it lacks what it must have
     */
    static DeadlineFact of(Settlement settlement) {
        return new DeadlineFact(
                Objects.requireNonNull(settlement.settlementId(), "settlementId"),
                Objects.requireNonNull(settlement.shipmentId(), "shipmentId"),
                settlement.deadline(),
                Objects.requireNonNull(settlement.state(), "state") == SettlementState.OWED,
                settlement.revision());
    }
}
