package io.waymark.sandbox.journey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One way to misbehave: when it is called, when it calls, or both. */
public enum FaultMode {
    // spotless:off
    /** Takes the call and never answers; the call has no effect. */
    TIMEOUT      (true,  false),
    /** Answers HTTP 500; the call has no effect. */
    HTTP500      (true,  false),
    /** Answers HTTP 429: called too often; the call has no effect. */
    HTTP429      (true,  false),
    /** Kuaidi100 refuses the query of a number as one that comes too soon (504, 锁单); the call has no effect. */
    LOCKED       (true,  false),
    /** Closes the connection without an answer; the call has no effect. */
    RESET        (true,  false),
    /** Answers rightly, but after three seconds. */
    SLOW         (true,  false),
    /** Takes effect, but answers HTTP 200 with a page for people (HTML) instead of what was asked for. */
    HTML         (true,  false),
    /** Takes effect, but answers with the first half of what it should. */
    TRUNCATED    (true,  false),
    /** The gateway says that the transaction is not final yet (40001). */
    NOT_FINAL    (true,  false),
    /** Takes effect, and never answers. */
    TIMEOUT_AFTER(true,  false),
    /** Takes effect, but answers HTTP 500. */
    HTTP500_AFTER(true,  false),
    /** Takes effect; the connection is closed in the middle of the answer's body. */
    RESET_MID_BODY(true, false),
    /** Takes effect and answers rightly, but signs the answer wrongly. */
    WRONG_ANSWER_SIGNATURE(true, false),
    /** Says success of another transaction; the call has no effect. */
    OTHER_TRANSACTION(true, false),
    /** Pushes the same twice. */
    DUPLICATE    (false, true),
    /** Keeps a push back until after the next one of the same parcel. */
    REORDER      (false, true),
    /** When it calls: the push is lost. When it is called: the call takes effect, its answer is lost. */
    DROP         (true,  true),
    /** When it calls: signs with a wrong secret. When it is called: finds the caller's signature wrong. */
    BAD_SIGNATURE(true,  true);
    // spotless:on

    private final boolean whenCalled;
    private final boolean whenCalling;

    FaultMode(boolean whenCalled, boolean whenCalling) {
        this.whenCalled = whenCalled;
        this.whenCalling = whenCalling;
    }

    /** As in the control API, e.g. {@code not-final}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean whenCalled() {
        return whenCalled;
    }

    public boolean whenCalling() {
        return whenCalling;
    }

    /** Empty if there is no such mode. */
    public static Optional<FaultMode> of(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }
}
