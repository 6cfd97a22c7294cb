package io.waymark.sealing;

/**
 * What is sealed cannot be opened: its master key is not configured, or it is not as it was sealed, or belongs elsewhere. The message
 * holds ids of master keys at most, nothing of what is sealed.
 */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean isKeyMissing;

    SealException(String message) {
        this(message, false);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
        this.isKeyMissing = false;
    }

    private SealException(String message, boolean isKeyMissing) {
        super(message);
        this.isKeyMissing = isKeyMissing;
    }

    static SealException keyMissing(String masterKey) {
        return new SealException("the master key " + masterKey + " is not configured", true);
    }

    /** Whether it can be opened once its master key is configured here; otherwise it never can. */
    public boolean isKeyMissing() {
        return isKeyMissing;
    }
}
