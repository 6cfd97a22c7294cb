package io.waymark.carriers;

import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.Refusal;

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
     * @param verifiedBy the name of the secret that matched, one of {@link PushProtocol#secrets}
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
    record Rejected(Refusal reason) implements Verdict {}

    /** Short for a refusal. */
    static Verdict rejected(Refusal reason) {
        return new Rejected(reason);
    }
}
