package io.waymark.ingest;

/** What a callback says is not known to be kept: its sender is to send it again. */
public class NotDurableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NotDurableException(String message, Throwable cause) {
        super(message, cause);
    }

    NotDurableException(String message) {
        super(message);
    }
}
