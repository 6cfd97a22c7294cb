package io.waymark.normalizer.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.waymark.carriers.Reading;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * What one report says about a scan. Of two reports of one scan the better telling stands: the one with the more
 * specific code and, between equals, the one with the greater SHA-256. That is arbitrary, and the same for everybody.
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
        int byRank = Integer.compare(reading.rank(), other.reading.rank());
        return byRank > 0 || (byRank == 0 && Arrays.compareUnsigned(digest(), other.digest()) >= 0) ? this : other;
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

    private byte[] digest() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(toString().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
