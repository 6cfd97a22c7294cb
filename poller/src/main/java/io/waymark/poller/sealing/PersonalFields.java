package io.waymark.poller.sealing;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.ShipmentId;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import org.jspecify.annotations.Nullable;

/**
 * What a registration says of people. It is kept as it came, sealed or from before there was sealing, and opened where a
 * provider is called.
 */
public final class PersonalFields {

    /** What a call fails with that was not made, since a field cannot be opened. */
    public static final String NOT_OPENED = "not-opened";

    /** A field that is sealed: for its shipment and itself alone. */
    public enum Field {
        ORIGIN("origin"),
        DESTINATION("destination"),
        PHONE("phone");

        private final String word;

        Field(String word) {
            this.word = word;
        }

        /** As registrations name it. */
        public String word() {
            return word;
        }
    }

    private final Sealing sealing;

    PersonalFields(Sealing sealing) {
        this.sealing = sealing;
    }

    /** Throws {@link CarrierException} with {@link #NOT_OPENED} if a field cannot be opened. */
    public TrackingQuery opened(ShipmentId shipment, TrackingQuery query) {
        return new TrackingQuery(
                query.carrier(),
                query.trackingNumber(),
                opened(shipment, Field.ORIGIN, query.origin()),
                opened(shipment, Field.DESTINATION, query.destination()),
                opened(shipment, Field.PHONE, query.phone()));
    }

    /** As above. */
    public SubscriptionRequest opened(SubscriptionRequest request) {
        ShipmentId shipment = request.shipmentId();
        return new SubscriptionRequest(
                shipment,
                request.carrier(),
                request.trackingNumber(),
                opened(shipment, Field.ORIGIN, request.origin()),
                opened(shipment, Field.DESTINATION, request.destination()),
                opened(shipment, Field.PHONE, request.phone()),
                request.international(),
                request.number());
    }

    private @Nullable String opened(ShipmentId shipment, Field field, @Nullable String kept) {
        try {
            return kept == null ? null : sealing.openText(kept, Sealing.context(shipment, field.word()));
        } catch (SealException e) {
            throw new CarrierException(CarrierError.INVALID_REQUEST, NOT_OPENED);
        }
    }

    /** As it may be kept and sent on; what says nothing is not sealed. */
    public String sealed(ShipmentId shipment, Field field, String text) {
        return text.isEmpty() ? text : sealing.sealText(text, Sealing.context(shipment, field.word()));
    }
}
