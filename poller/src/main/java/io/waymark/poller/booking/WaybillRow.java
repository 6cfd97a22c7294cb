package io.waymark.poller.booking;

import io.waymark.carriers.Label;
import io.waymark.carriers.Waybill;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** One order in the ledger. */
@Entity
@Table(name = "waybill")
@NullUnmarked
class WaybillRow {

    private static final JsonSerde<Map> DETAILS = JsonSerde.of(Map.class);

    @Id
    @Column(name = "waybill_id")
    UUID waybillId;

    @Column(name = "merchant_id")
    String merchantId;

    String carrier;

    @Column(name = "order_id")
    String orderId;

    String digest;

    String request;

    @Enumerated(EnumType.STRING)
    WaybillState state;

    int attempts;

    boolean doubtful;

    @Column(name = "last_code")
    String lastCode;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "tracking_number")
    String trackingNumber;

    @Column(name = "label_form")
    @Enumerated(EnumType.STRING)
    Label.Form labelForm;

    String label;

    String details;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "booked_at")
    Instant bookedAt;

    /** Whether a call is under way, as far as anybody knows. */
    boolean isUnderWay(Instant now) {
        return state == WaybillState.OPEN && attempts > 0 && nextAttemptAt.isAfter(now);
    }

    /** Begins a call: until {@code leaseEnd} nobody else begins one. An open order may have been taken by an earlier call. */
    BookingClaim claim(BookingRequest asked, Instant leaseEnd) {
        doubtful = doubtful || attempts > 0 && state == WaybillState.OPEN;
        state = WaybillState.OPEN;
        digest = asked.digest();
        request = asked.json();
        attempts++;
        nextAttemptAt = leaseEnd;
        return new BookingClaim(waybillId, merchantId, attempts, asked);
    }

    /** Whether nothing has happened to the order since that call began. */
    boolean isHeldBy(BookingClaim claim) {
        return state == WaybillState.OPEN && attempts == claim.attempt();
    }

    /** The carrier took it. What was ordered is not needed any more. */
    void booked(Waybill waybill, Instant now) {
        state = WaybillState.BOOKED;
        request = null;
        nextAttemptAt = null;
        lastCode = "";
        trackingNumber = ShipmentId.normalNumber(waybill.trackingNumber());
        labelForm = waybill.label().map(Label::form).orElse(null);
        label = waybill.label().map(Label::content).orElse(null);
        details = new String(DETAILS.write(waybill.details()), StandardCharsets.UTF_8);
        bookedAt = now;
    }

    /** Nobody knows what became of the call. */
    void unclear(String code, Instant next) {
        doubtful = true;
        lastCode = code;
        nextAttemptAt = next;
    }

    /** The carrier said no. */
    void refused(String code) {
        state = doubtful ? WaybillState.HELD : WaybillState.REFUSED;
        lastCode = code;
        nextAttemptAt = null;
        request = null;
    }

    void cancelled() {
        state = WaybillState.CANCELLED;
        label = null;
        labelForm = null;
    }

    @SuppressWarnings("unchecked") // written by booked()
    Map<String, String> details() {
        return details == null ? Map.of() : DETAILS.read(details.getBytes(StandardCharsets.UTF_8));
    }
}
