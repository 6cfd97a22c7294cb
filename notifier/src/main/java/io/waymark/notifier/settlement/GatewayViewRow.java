package io.waymark.notifier.settlement;

import io.waymark.contract.GatewayView;
import io.waymark.contract.ShipmentStatus;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the gateway has on record about a row. */
@Embeddable
record GatewayViewRow(
        @Column(name = "gateway_tracking_number") @Nullable String trackingNumber,
        @Enumerated(EnumType.STRING) @Column(name = "gateway_status") @Nullable ShipmentStatus status,
        @Column(name = "gateway_raw_status") String rawStatus,
        @Column(name = "gateway_checked_at") Instant checkedAt,
        @Column(name = "gateway_agrees") Boolean agrees) {

    static @Nullable GatewayViewRow of(@Nullable GatewayView view) {
        return view == null
                ? null
                : new GatewayViewRow(
                        view.trackingNumber(), view.status(), view.rawStatus(), view.checkedAt(), view.agrees());
    }

    GatewayView view() {
        return new GatewayView(trackingNumber, status, rawStatus, checkedAt, agrees);
    }
}
