package io.waymark.normalizer.account;

import io.waymark.contract.HourAccount;
import java.nio.ByteBuffer;

/**
 * What was counted in one cell of one partition; the numbers are those of {@link HourAccount}.
 *
 * @param waiting records that wait for their keys
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
        long waiting,
        long changedAt,
        boolean told) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0, true);

    /** Every number with eight bytes, and one byte; the last number is missing in what was written before records could wait. */
    private static final int BYTES = 8 * Long.BYTES + 1;

    /** With one record more that was read and taken into a history. */
    Counts normalized(Scans of, long next, boolean waited, long now) {
        return new Counts(
                normalized + 1,
                deadLettered,
                scans + of.all(),
                newScans + of.added(),
                repeatedScans + of.repeated(),
                Math.max(position, next),
                waiting - (waited ? 1 : 0),
                now,
                false);
    }

    /** With one record more that went to the dead letters. */
    Counts deadLettered(long next, boolean waited, long now) {
        return new Counts(
                normalized,
                deadLettered + 1,
                scans,
                newScans,
                repeatedScans,
                Math.max(position, next),
                waiting - (waited ? 1 : 0),
                now,
                false);
    }

    /** With one record more that waits. */
    Counts waiting(long next, long now) {
        return new Counts(normalized, deadLettered, scans, newScans, repeatedScans, next, waiting + 1, now, false);
    }

    Counts asTold() {
        return new Counts(normalized, deadLettered, scans, newScans, repeatedScans, position, waiting, changedAt, true);
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
                position,
                waiting);
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
                .putLong(waiting)
                .array();
    }

    static Counts read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long normalized = in.getLong();
        long deadLettered = in.getLong();
        long scans = in.getLong();
        long newScans = in.getLong();
        long repeatedScans = in.getLong();
        long position = in.getLong();
        long changedAt = in.getLong();
        boolean told = in.get() == 1;
        long waiting = in.hasRemaining() ? in.getLong() : 0;
        return new Counts(normalized, deadLettered, scans, newScans, repeatedScans, position, waiting, changedAt, told);
    }
}
