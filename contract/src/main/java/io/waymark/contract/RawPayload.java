package io.waymark.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider said, byte for byte, before anybody reads meaning into it: the value of {@link Topics#RAW}. Internal:
 * it holds personal data.
 *
 * @param id the record's {@code ce_id}; a repeat of the same send carries the same id
 * @param provider who said it: {@code kuaidi100}, {@code sto}, {@code thirtypost}
 * @param shipmentId the shipment it was filed under; the Kafka key
 * @param carrier Waymark's carrier code that the record names
 * @param trackingNumber the number that the record names, normalised
 * @param route how it was filed: under the id in the callback's path, or under the number in the payload
 * @param subscription which subscription of the shipment it answers (the {@code s} of the callback path); 0 if not said
 * @param receivedAt when the last byte of it had reached us
 * @param contentType the media type the sender declared
 * @param body the bytes themselves
 * @param evidence how far it can be trusted
 * @param verifiedBy the name of the secret that it was verified with, e.g. {@code account-salt:3fa1b2c4}; in older records
 *     its kind and place, e.g. {@code account-salt[0]}
 * @param keyId which key sealed {@code body}; null means that it is plain
 */
public record RawPayload(
        String id,
        String provider,
        ShipmentId shipmentId,
        String carrier,
        String trackingNumber,
        Route route,
        int subscription,
        Instant receivedAt,
        String contentType,
        byte[] body,
        Evidence evidence,
        String verifiedBy,
        @Nullable String keyId) {

    /** How a raw payload came to its shipment. */
    public enum Route {
        /** The callback's path named the shipment. */
        SHIPMENT_PATH,
        /** The number in the payload named it. */
        TRACKING_NUMBER
    }

    /** This record, opened: with what was sealed in it. */
    public RawPayload opened(byte[] plain) {
        return new RawPayload(
                id,
                provider,
                shipmentId,
                carrier,
                trackingNumber,
                route,
                subscription,
                receivedAt,
                contentType,
                plain,
                evidence,
                verifiedBy,
                null);
    }

    /** Without the body: it holds personal data. */
    @Override
    public String toString() {
        return "RawPayload[id=" + id + ", provider=" + provider + ", shipmentId=" + shipmentId + ", bytes="
                + body.length + "]";
    }
}
