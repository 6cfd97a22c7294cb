package io.waymark.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway has on record about a settlement, as it said when it was last asked.
 *
 * @param trackingNumber the parcel's number in its record; null if it has none
 * @param status where it sees the parcel, in our words; null if its own word is not known to us
 * @param rawStatus in its own words; empty if it says nothing
 * @param checkedAt when it was asked
 * @param agrees whether its record agrees with ours: the same number, and a status that ours does not contradict
 */
public record GatewayView(
        @Nullable String trackingNumber,
        @Nullable ShipmentStatus status,
        String rawStatus,
        Instant checkedAt,
        boolean agrees) {}
