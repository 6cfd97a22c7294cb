package io.waymark.notifier.settlement;

import io.waymark.gateways.Findings;
import io.waymark.gateways.Findings.GatewayRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an inquiry says of one settlement.
 *
 * @param recorded what the gateway has on record of its transaction; null if nothing, or if nothing is known
 * @param code of the gateway's answer where that is no record; else ""
 * @param text in words; "" if the kind says all
 */
record Finding(Kind kind, @Nullable GatewayRecord recorded, String code, String text) {

    /** What an inquiry can say. */
    enum Kind {
        /** The gateway has our number. */
        RECORDED,
        /** The gateway has nothing: no upload has taken effect. */
        NOT_RECORDED,
        /** The gateway has another number, and ours is not there. */
        OTHER_NUMBER,
        /** The gateway did not say. */
        UNTOLD
    }

    /** A record that names no number is taken for ours: it is of our transaction. */
    static Finding of(Findings findings, String transactionId, String trackingNumber) {
        if (findings instanceof Findings.Untold untold) {
            return new Finding(
                    Kind.UNTOLD, null, untold.answer().code(), untold.answer().text());
        }
        List<GatewayRecord> ours = ((Findings.Told) findings)
                .recorded().stream()
                        .filter(one -> one.transactionId().equals(transactionId))
                        .toList();
        Optional<GatewayRecord> right = ours.stream()
                .filter(one -> one.trackingNumber() == null
                        || one.trackingNumber().strip().equalsIgnoreCase(trackingNumber))
                .findFirst();
        if (right.isPresent()) {
            return new Finding(Kind.RECORDED, right.get(), "", right.get().rawStatus());
        }
        return ours.isEmpty()
                ? new Finding(Kind.NOT_RECORDED, null, "", "")
                : new Finding(
                        Kind.OTHER_NUMBER,
                        ours.get(0),
                        "",
                        String.valueOf(ours.get(0).trackingNumber()));
    }
}
