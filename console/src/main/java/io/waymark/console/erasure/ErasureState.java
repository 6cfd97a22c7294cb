package io.waymark.console.erasure;

/** How far an erasure is. */
public enum ErasureState {
    /** Ordered; it is asked whether its money is settled. */
    ORDERED,
    /** The ledger has agreed and the console erased its own; other services are at it. */
    ERASING,
    /** Everybody has erased. What topics hold goes with time. */
    DONE,
    /** Nothing was erased, since the ledger did not agree. It may be ordered again. */
    REFUSED;

    /** Whether it is under way. */
    boolean isOpen() {
        return this == ORDERED || this == ERASING;
    }
}
