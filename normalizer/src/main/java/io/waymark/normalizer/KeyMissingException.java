package io.waymark.normalizer;

/** What a record is opened with has not come, for longer than it may take. */
final class KeyMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    KeyMissingException() {
        super("its key never came");
    }
}
