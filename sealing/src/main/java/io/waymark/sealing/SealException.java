package io.waymark.sealing;

/**
 * What is sealed cannot be opened: its master key is not configured, or it is not as it was sealed, or belongs elsewhere. The message
 * holds ids of master keys at most, nothing of what is sealed.
 */
public final class SealException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealException(String message) {
        super(message);
    }

    SealException(String message, Throwable cause) {
        super(message, cause);
    }
}
