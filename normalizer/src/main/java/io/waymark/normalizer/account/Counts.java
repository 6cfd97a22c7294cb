package io.waymark.normalizer.account;

import io.waymark.contract.HourAccount;
import java.nio.ByteBuffer;

/**
 * What was counted in one cell of one partition; the numbers are those of {@link HourAccount}.
 *
 * @param changedAt when something was last counted, in milliseconds since 1970 by this machine's clock
 * @param told whether this is what was last published
 */
record Counts(
        long normalized,
        long deadLettered,
        long scans,
        long newScans,
        long repeatedScans,
        long position,
        long changedAt,
        boolean told) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, true);

    /** Every number with eight bytes, in the order of the components, and one byte. */
    private static final int BYTES = 7 * Long.BYTES + 1;

    /** With one record more that was read and taken into a history. */
    Counts normalized(Scans of, long next, long now) {
        return new Counts(
                normalized + 1,
                deadLettered,
                scans + of.all(),
                newScans + of.added(),
                repeatedScans + of.repeated(),
                next,
                now,
                false);
    }

    /** With one record more that went to the dead letters. */
    Counts deadLettered(long next, long now) {
        return new Counts(normalized, deadLettered + 1, scans, newScans, repeatedScans, next, now, false);
    }

    Counts asTold() {
        return new Counts(normalized, deadLettered, scans, newScans, repeatedScans, position, changedAt, true);
    }

    HourAccount account(int partition, Cell cell) {
        return new HourAccount(
                partition,
                cell.provider(),
                cell.begin(),
                normalized,
                deadLettered,
                scans,
                newScans,
                repeatedScans,
                position);
    }

    byte[] write() {
        return ByteBuffer.allocate(BYTES)
                .putLong(normalized)
                .putLong(deadLettered)
                .putLong(scans)
                .putLong(newScans)
                .putLong(repeatedScans)
                .putLong(position)
                .putLong(changedAt)
                .put((byte) (told ? 1 : 0))
                .array();
    }

    static Counts read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        return new Counts(
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.getLong(),
                in.get() == 1);
    }
}
