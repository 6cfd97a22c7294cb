package io.waymark.normalizer;

import io.waymark.carriers.MalformedPayloadException;
import org.apache.kafka.common.errors.SerializationException;

/** The words of a failure that may be written down: only those that we wrote ourselves, never a quote of the payload. */
final class DeadLetterReason {

    private DeadLetterReason() {}

    static String of(RuntimeException failure) {
        if (failure instanceof MalformedPayloadException malformed) {
            return malformed.detail();
        }
        String message = failure.getMessage();
        return failure instanceof SerializationException && message != null ? message : "";
    }
}
