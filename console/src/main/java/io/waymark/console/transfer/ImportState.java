package io.waymark.console.transfer;

/** How far an import has come. While its file is being received it does not exist for anybody. */
public enum ImportState {

    /** The file is whole and safe, and waits for its turn. */
    RECEIVED,

    /** Its lines are being registered; it may wait for its next turn. */
    RUNNING,

    /** Every line is done. */
    DONE,

    /** What was not done when it was cancelled will not be. */
    CANCELLED
}
