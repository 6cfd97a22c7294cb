package io.waymark.notifier.unlock;

import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;

/**
 * A scan as far as it says that a parcel was signed for.
 *
 * @param scanId which scan; its corrections have the same
 * @param sequence of the event that says so
 * @param signed whether it says so and stands
 * @param occurredAt when the carrier says it happened
 */
public record SignedScan(
        UUID scanId, UUID shipmentId, long sequence, SubStatus subStatus, boolean signed, OffsetDateTime occurredAt) {

    /** By these the customer has the parcel; lockers, stations and neighbours do not count. */
    static final Set<SubStatus> SIGNED =
            Set.of(SubStatus.SIGNED, SubStatus.SIGNED_BY_RECIPIENT, SubStatus.SIGNED_AFTER_EXCEPTION);

    /** What an event says. */
    public static SignedScan of(TrackingEvent event) {
        return new SignedScan(
                event.scanId(),
                event.shipmentId().value(),
                event.sequence(),
                event.subStatus(),
                !event.withdrawn() && SIGNED.contains(event.subStatus()),
                event.occurredAt());
    }
}
