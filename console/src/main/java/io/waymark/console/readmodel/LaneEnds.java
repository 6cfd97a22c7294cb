package io.waymark.console.readmodel;

import org.jspecify.annotations.Nullable;

/**
 * Where a journey {@code j} begins and ends, in SQL. A merchant is told what its own registration {@code r} says, else what
 * the carrier's scans say: what another merchant says of the same parcel is an address of that merchant's customer.
 */
public record LaneEnds(String origin, String destination) {

    private static final LaneEnds OF_ALL = new LaneEnds("j.origin", "j.destination");

    private static final LaneEnds OF_ONE = new LaneEnds(
            "coalesce(nullif(r.origin_place, ''), j.scan_origin)",
            "coalesce(nullif(r.destination_place, ''), j.scan_destination)");

    /** @param merchantId for whom; null for staff, who may know what anybody says */
    public static LaneEnds of(@Nullable String merchantId) {
        return merchantId == null ? OF_ALL : OF_ONE;
    }
}
