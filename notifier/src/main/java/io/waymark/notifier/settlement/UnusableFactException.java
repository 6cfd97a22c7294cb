package io.waymark.notifier.settlement;

import java.util.function.Supplier;

/** A fact that our own rules cannot take, now or later. What it says is in no message, only in the cause. */
public final class UnusableFactException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private UnusableFactException(RuntimeException cause) {
        super(cause.getClass().getSimpleName(), cause);
    }

    /** Runs a piece of pure work: whatever it throws, it will throw again. Nothing that may pass belongs in it. */
    static <T> T guard(Supplier<T> pureWork) {
        try {
            return pureWork.get();
        } catch (RuntimeException reproducible) {
            throw new UnusableFactException(reproducible);
        }
    }
}
