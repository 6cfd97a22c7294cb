package io.waymark.contract;

import java.time.Instant;

/**
 * What the normalizer has made of the raw records of one partition, provider and hour, all of it committed together with
 * what it made: the value of {@link Topics#ACCOUNTS}. Each record replaces the one before of the same key; counts only
 * grow, but for {@code waiting}. Internal.
 *
 * @param partition of {@link Topics#RAW}
 * @param provider who said it, as in {@link RawPayload#provider()}; {@code unknown} where that cannot be read
 * @param hour in which Waymark received the records, by their Kafka timestamps; its first instant in UTC
 * @param normalized records that were read and taken into a shipment's history, repeats included, and those of erased
 *     shipments, of which nothing is taken
 * @param deadLettered records that went to the dead letters whole; one of which single nodes did counts as normalized
 * @param scans in the normalized records
 * @param newScans of them those that the history did not have
 * @param repeatedScans of them those that it had
 * @param position offset after the last record of the partition that is counted, in this hour's account or another's
 * @param waiting records that cannot be opened before their keys come; then each is normalized or dead-lettered instead. 0 in
 *     what was written before there were any
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
        long position,
        long waiting) {

    /** The Kafka key. */
    public String key() {
        return partition + ":" + provider + ":" + hour;
    }
}
