package io.waymark.sandbox;

/** An order to the sandbox that it cannot carry out. The message begins with the field's name. */
final class InvalidOrderException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidOrderException(String field, String what) {
        super(field + ": " + what);
    }
}
