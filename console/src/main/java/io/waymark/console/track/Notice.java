package io.waymark.console.track;

/** Why there is no parcel to be shown. */
public enum Notice {
    /** The number is not registered, unknown, or none at all: the three are not told apart. */
    MISSING(404),
    /** Too much was asked for from one address. */
    BUSY(429),
    /** Something of ours is away. */
    FAILED(503);

    private final int status;

    Notice(int status) {
        this.status = status;
    }

    /** Of the answer. */
    int status() {
        return status;
    }
}
