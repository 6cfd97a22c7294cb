package io.waymark.sandbox.http;

/** An order to the sandbox that it cannot carry out. The message begins with the field's name. */
public final class InvalidOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidOrderException(String field, String what) {
        super(field + ": " + what);
    }
}
