package io.waymark.contract;

import java.time.Instant;

/**
 * What the normalizer has made of the raw records of one partition, provider and hour, all of it committed together with
 * what it made: the value of {@link Topics#ACCOUNTS}. Each record replaces the one before of the same key; counts only
 * grow. Internal.
 *
 * @param partition of {@link Topics#RAW}
 * @param provider who said it, as in {@link RawPayload#provider()}; {@code unknown} where that cannot be read
 * @param hour in which Waymark received the records, by their Kafka timestamps; its first instant in UTC
 * @param normalized records that were read and taken into a shipment's history, repeats included
 * @param deadLettered records that went to the dead letters whole; one of which single nodes did counts as normalized
 * @param scans in the normalized records
 * @param newScans of them those that the history did not have
 * @param repeatedScans of them those that it had
 * @param position offset after the last record of the partition that is counted, in this hour's account or another's
 */
public record HourAccount(
        int partition,
        String provider,
        Instant hour,
        long normalized,
        long deadLettered,
        long scans,
        long newScans,
        long repeatedScans,
        long position) {

    /** The Kafka key. */
    public String key() {
        return partition + ":" + provider + ":" + hour;
    }
}
