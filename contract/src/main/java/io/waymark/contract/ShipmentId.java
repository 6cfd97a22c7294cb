package io.waymark.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What we follow: one carrier and one tracking number. It is the UUIDv5 of {@code carrier + ":" + NUMBER}, so every
 * service derives it alone and no callback needs a lookup. {@code sto:773123456789} is
 * {@code 8bb6c7be-429f-5f0d-998a-84695862fba7}.
 *
 * @param value the id itself; written in lower case with dashes, and the Kafka key of everything about the shipment
 */
public record ShipmentId(@JsonValue UUID value) implements Comparable<ShipmentId> {

    private static final Pattern NUMBER = Pattern.compile("[^\\p{C}\\p{Z}](?:[^\\p{C}]{0,62}[^\\p{C}\\p{Z}])?");

    /**
     * The id of a number at a carrier.
     *
     * @param carrier Waymark's carrier code, e.g. {@code sto}; matched without regard to case
     * @param trackingNumber as printed on the parcel; trimmed and upper-cased here, so callers need not
     */
    public static ShipmentId of(String carrier, String trackingNumber) {
        return new ShipmentId(NameBasedId.of(
                NameBasedId.WAYMARK, carrier.strip().toLowerCase(Locale.ROOT) + ":" + normalNumber(trackingNumber)));
    }

    /** A tracking number as Waymark keeps it: without blanks around it, and in upper case (root locale). */
    public static String normalNumber(String trackingNumber) {
        return trackingNumber.strip().toUpperCase(Locale.ROOT);
    }

    /** Whether a normal number can be a tracking number at all: 1 to 64 printable characters, of whatever shape. */
    public static boolean isNumber(String normalNumber) {
        return NUMBER.matcher(normalNumber).matches();
    }

    /** Reads an id that came from outside, say from a path; empty when it is not a UUID in its usual form. */
    public static Optional<ShipmentId> parse(String text) {
        if (text.length() != 36) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ShipmentId(UUID.fromString(text)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    /** Reads an id that one of our own records holds. Throws {@link IllegalArgumentException} for anything else. */
    @JsonCreator
    public static ShipmentId fromString(String text) {
        return new ShipmentId(UUID.fromString(text));
    }

    @Override
    public int compareTo(ShipmentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
