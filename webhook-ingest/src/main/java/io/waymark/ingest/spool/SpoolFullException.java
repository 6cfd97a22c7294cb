package io.waymark.ingest.spool;

import java.io.IOException;

/** The spool holds all it may. Room comes back by draining. */
public final class SpoolFullException extends IOException {

    private static final long serialVersionUID = 1;

    SpoolFullException(String message) {
        super(message);
    }
}
