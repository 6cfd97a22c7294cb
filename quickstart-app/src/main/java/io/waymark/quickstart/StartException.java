package io.waymark.quickstart;

/** Waymark cannot start. The message says why and, where it is known, what to do; it is printed without a stack trace. */
final class StartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartException(String message) {
        super(message);
    }

    StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
