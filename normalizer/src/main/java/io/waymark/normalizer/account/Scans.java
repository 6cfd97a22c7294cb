package io.waymark.normalizer.account;

/**
 * The scans of one record. Each number is counted by itself.
 *
 * @param all that were read
 * @param added of them those that the history did not have
 * @param repeated of them those that it had
 */
public record Scans(int all, int added, int repeated) {

    /** Of a record of which nothing is taken. */
    public static final Scans NONE = new Scans(0, 0, 0);
}
