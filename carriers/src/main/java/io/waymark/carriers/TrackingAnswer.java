package io.waymark.carriers;

import io.waymark.contract.Evidence;

/**
 * A history as the provider sent it, to be kept like a push: the provider's {@link PayloadParser} reads it.
 *
 * @param contentType as declared, with its charset; the parser needs it
 * @param body the bytes, unchanged
 * @param evidence how far it can be trusted
 */
public record TrackingAnswer(String contentType, byte[] body, Evidence evidence) {

    /** Without the body: it holds personal data. */
    @Override
    public String toString() {
        return "TrackingAnswer[" + evidence + ", bytes=" + body.length + "]";
    }
}
