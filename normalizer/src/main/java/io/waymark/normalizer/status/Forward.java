package io.waymark.normalizer.status;

import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the tasks of two numbers of one parcel tell each other. Hearing it twice is like hearing it once, and an older one
 * after a newer one changes nothing.
 *
 * @param kind what it is
 * @param from the shipment whose task says it
 * @param carrier of the alias it is about
 * @param trackingNumber of the alias it is about
 * @param scans all that the alias has been told; empty on a {@link Kind#WISH}
 * @param replacedAt when each of its histories was last told anew as a whole; empty on a {@link Kind#WISH}
 */
public record Forward(
        Kind kind,
        ShipmentId from,
        String carrier,
        String trackingNumber,
        List<KnownScan> scans,
        Map<String, Instant> replacedAt) {

    /** What a task tells another. */
    public enum Kind {
        /** To the alias: tell {@code from} what you know, and what you learn from now on. */
        WISH,
        /** From the alias: this is what I know. */
        NEWS
    }

    static Forward wish(ShipmentId from, String carrier, String trackingNumber) {
        return new Forward(Kind.WISH, from, carrier, trackingNumber, List.of(), Map.of());
    }

    static Forward news(ShipmentHistory of) {
        return new Forward(
                Kind.NEWS,
                of.shipmentId(),
                of.carrier(),
                of.trackingNumber(),
                of.scans().values().stream().map(scan -> scan.published(null)).toList(),
                of.known().replacedAt());
    }

    /** The alias as {@code carrier:number}. */
    public String alias() {
        return carrier + ":" + trackingNumber;
    }
}
