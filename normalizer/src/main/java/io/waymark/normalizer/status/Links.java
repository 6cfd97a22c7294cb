package io.waymark.normalizer.status;

import io.waymark.contract.International;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.ShipmentId;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What else is known of a shipment: what its merchants want, and who listens.
 *
 * @param followed whether a merchant wants Waymark to make calls for it
 * @param destinationCountry ISO 3166-1 alpha-2, as the first registration that names one has it; null if none does
 * @param listeners the ids of the shipments of which this number is an alias, and which are told all its scans
 */
record Links(boolean followed, @Nullable String destinationCountry, SortedSet<String> listeners) {

    static final Links NONE = new Links(false, null, Collections.emptySortedSet());

    Links registered(RegisteredShipment registration) {
        return new Links(registration.isFollowed(), destination(registration), listeners);
    }

    Links heardBy(ShipmentId shipment) {
        SortedSet<String> all = new TreeSet<>(listeners);
        all.add(shipment.toString());
        return new Links(followed, destinationCountry, all);
    }

    private static @Nullable String destination(RegisteredShipment registration) {
        return registration.registrations().stream()
                .map(Registration::international)
                .flatMap(Stream::ofNullable)
                .map(International::destinationCountry)
                .flatMap(Stream::ofNullable)
                .findFirst()
                .orElse(null);
    }
}
