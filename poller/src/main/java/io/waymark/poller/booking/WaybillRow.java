package io.waymark.poller.booking;

import io.waymark.carriers.Label;
import io.waymark.carriers.Waybill;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import io.waymark.poller.sealing.PersonalFields;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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

    int doubts;

    @Column(name = "under_way")
    boolean underWay;

    @Column(name = "last_code")
    String lastCode;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "tracking_number")
    String trackingNumber;

    @Column(name = "shipment_id")
    UUID shipmentId;

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

    /** Begins a call: until {@code leaseEnd} nobody else begins one. Of a call that never ended the outcome is in doubt. */
    BookingClaim claim(BookingRequest asked, Instant leaseEnd, Sealing sealing) {
        if (state == WaybillState.OPEN && underWay) {
            doubts++;
        }
        state = WaybillState.OPEN;
        underWay = true;
        digest = asked.digest();
        request = sealing.sealText(asked.json(), context("request"));
        attempts++;
        nextAttemptAt = leaseEnd;
        return new BookingClaim(waybillId, attempts, doubts > 0, asked);
    }

    /** Whether nothing has happened to the order since that call began. */
    boolean isHeldBy(BookingClaim claim) {
        return state == WaybillState.OPEN && attempts == claim.attempt();
    }

    /** Whether a number that came for it is its number: also one that came late, as long as there is none. */
    boolean awaits(BookingClaim claim) {
        return (state == WaybillState.OPEN || state == WaybillState.HELD)
                && digest.equals(claim.request().digest());
    }

    /** What was ordered. Throws {@link SealException} if it cannot be opened, and {@code SerializationException} if not be read. */
    BookingRequest request(Sealing sealing) {
        return BookingRequest.of(sealing.openText(request, context("request")));
    }

    /** What is sealed for one column of one order is opened for no other. */
    private String context(String column) {
        return waybillId + ":" + column;
    }

    /** The shipment that it becomes with that. */
    ShipmentId shipmentOf(Waybill waybill) {
        return ShipmentId.of(carrier, ShipmentId.normalNumber(waybill.trackingNumber()));
    }

    /** The carrier took it. What was ordered is not needed any more. */
    void booked(Waybill waybill, Instant now, Sealing sealing) {
        state = WaybillState.BOOKED;
        underWay = false;
        request = null;
        nextAttemptAt = null;
        lastCode = "";
        trackingNumber = ShipmentId.normalNumber(waybill.trackingNumber());
        shipmentId = shipmentOf(waybill).value();
        labelForm = waybill.label().map(Label::form).orElse(null);
        label = waybill.label()
                .map(given -> sealing.sealText(given.content(), context("label")))
                .map(WaybillRow::storable)
                .orElse(null);
        details = sealing.sealText(
                new String(DETAILS.write(waybill.details()), StandardCharsets.UTF_8), context("details"));
        bookedAt = now;
    }

    /** The carrier has not heard of it. */
    void postponed(String code, Instant next) {
        underWay = false;
        lastCode = code;
        nextAttemptAt = next;
    }

    /** What was ordered cannot be opened at present; whether an earlier call took effect is as it was. */
    void notOpened(Instant next) {
        lastCode = PersonalFields.NOT_OPENED;
        nextAttemptAt = next;
    }

    /** Nobody knows what became of the call. */
    void unclear(String code, Instant next) {
        postponed(code, next);
        doubts++;
    }

    /** The carrier said no, or nothing that makes sense for too long. */
    void refused(String code) {
        state = doubts > 0 ? WaybillState.HELD : WaybillState.REFUSED;
        underWay = false;
        lastCode = code;
        nextAttemptAt = null;
        request = null;
    }

    /** The carrier is about to be asked to withdraw it: whatever becomes of that, it is not to be used any more. */
    void cancelling() {
        state = WaybillState.CANCELLING;
    }

    /** The carrier said that it does not withdraw it. */
    void stillBooked() {
        state = state == WaybillState.ERASED ? state : WaybillState.BOOKED;
    }

    /** Nothing of it is kept but its number, and that it was placed: in the same way as {@code ErasureRepository} does. */
    void erased() {
        state = WaybillState.ERASED;
        orderId = waybillId.toString();
        digest = "";
        label = null;
        labelForm = null;
        details = null;
    }

    void cancelled() {
        state = state == WaybillState.ERASED ? state : WaybillState.CANCELLED;
        label = null;
        labelForm = null;
        details = null;
    }

    /** PostgreSQL keeps any character but this. */
    private static String storable(String text) {
        return text.replace("\u0000", "");
    }

    /** The label that may be used; empty if there is none. Throws {@link SealException} if it cannot be opened. */
    Optional<Label> label(Sealing sealing) {
        return state == WaybillState.BOOKED && labelForm != null && label != null
                ? Optional.of(new Label(labelForm, sealing.openText(label, context("label"))))
                : Optional.empty();
    }

    /** As {@link #label}. */
    @SuppressWarnings("unchecked") // written by booked()
    Map<String, String> details(Sealing sealing) {
        return details == null
                ? Map.of()
                : DETAILS.read(sealing.openText(details, context("details")).getBytes(StandardCharsets.UTF_8));
    }
}
