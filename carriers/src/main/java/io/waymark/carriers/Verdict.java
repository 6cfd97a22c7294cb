package io.waymark.carriers;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;

/** Whether a callback may enter the pipeline. A bad callback is not our failure, so it is a value and no exception. */
public sealed interface Verdict {

    /**
     * The callback is the provider's own.
     *
     * @param shipmentId under which it is filed
     * @param carrier Waymark's code of the carrier it names
     * @param trackingNumber the number it names, normalised
     * @param route how it came to that shipment
     * @param evidence what a payment may rest on
     * @param verifiedBy which secret matched, by name and place; never the secret
     */
    record Accepted(
            ShipmentId shipmentId,
            String carrier,
            String trackingNumber,
            RawPayload.Route route,
            Evidence evidence,
            String verifiedBy)
            implements Verdict {}

    /** The callback stays outside. */
    record Rejected(Reason reason) implements Verdict {}

    /** Why a callback is refused. A metric's label, so it never holds anything the sender chose. */
    enum Reason {
        /** A field that the protocol needs is not there. */
        MISSING_FIELD,
        /** The signature was made with none of our secrets. */
        BAD_SIGNATURE,
        /** It is signed rightly, and for a time too far from ours: an old one sent again, or one of the clocks is wrong. */
        STALE,
        /** It is signed rightly, or its frame carries no signature yet, and cannot be read. */
        MALFORMED
    }

    /** Short for a refusal. */
    static Verdict rejected(Reason reason) {
        return new Rejected(reason);
    }
}
