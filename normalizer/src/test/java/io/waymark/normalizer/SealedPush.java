package io.waymark.normalizer;

import io.waymark.contract.RawPayload;
import io.waymark.contract.WrappedKey;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.util.Objects;

/** What the door writes of a push: the record with its body sealed, and the key. */
record SealedPush(RawPayload record, WrappedKey key) {

    /** As a service seals it that has this id for the record. */
    static SealedPush of(RawPayload plain, String id, Sealing sealing) {
        Sealed sealed = sealing.seal(plain.body(), Sealing.context(plain.shipmentId(), id));
        return new SealedPush(
                new RawPayload(
                        id,
                        plain.provider(),
                        plain.shipmentId(),
                        plain.carrier(),
                        plain.trackingNumber(),
                        plain.route(),
                        plain.subscription(),
                        plain.receivedAt(),
                        plain.contentType(),
                        sealed.bytes(),
                        plain.evidence(),
                        plain.verifiedBy(),
                        id),
                Objects.requireNonNull(sealed.key()));
    }

    String keyName() {
        return WrappedKey.topicKey(record.shipmentId(), record.id());
    }
}
