package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.carriers.Masking;
import io.waymark.carriers.Reading;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Objects;

/**
 * What one report says about a scan. Of two reports of one scan the better telling stands: the one with the more
 * specific code and, between equals, the one with the greater SHA-256. That is arbitrary, and the same for everybody. The
 * words count last, so that what a scan means does not depend on how they are masked.
 *
 * @param occurredAt when it happened
 * @param assumedZone whether the zone of {@code occurredAt} was assumed
 * @param leg which part of the journey
 * @param description the carrier's words, masked
 * @param location where
 * @param reading its code
 */
record Telling(
        OffsetDateTime occurredAt,
        boolean assumedZone,
        Leg leg,
        StoredText description,
        Location location,
        Reading reading) {

    Telling orBetter(Telling other) {
        if (equals(other)) {
            return this;
        }
        int order = Integer.compare(reading.rank(), other.reading.rank());
        if (order == 0) {
            order = Arrays.compareUnsigned(digest(meant()), digest(other.meant()));
        }
        if (order == 0) {
            order = Arrays.compareUnsigned(digest(toString()), digest(other.toString()));
        }
        return order >= 0 ? this : other;
    }

    /** Masked anew: its words may have been kept by a release that knew fewer forms. */
    Telling masked() {
        String text = description.toString();
        String name = location.name();
        String masked = Masking.mask(text);
        String place = name == null ? null : Masking.mask(name);
        return masked.equals(text) && Objects.equals(place, name)
                ? this
                : new Telling(
                        occurredAt,
                        assumedZone,
                        leg,
                        StoredText.of(masked),
                        new Location(place, location.areaCode()),
                        reading);
    }

    /** With the same local time read in a zone that is no assumption. */
    Telling inZone(ZoneId zone) {
        OffsetDateTime time = occurredAt.toLocalDateTime().atZone(zone).toOffsetDateTime();
        return new Telling(time, false, leg, description, location, reading);
    }

    /** Destination scans come after all others, whatever their local times say. */
    @JsonIgnore
    int legRank() {
        return leg == Leg.DESTINATION ? 1 : 0;
    }

    private String meant() {
        return occurredAt + "/" + assumedZone + "/" + leg + "/" + location.areaCode() + "/" + reading;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
