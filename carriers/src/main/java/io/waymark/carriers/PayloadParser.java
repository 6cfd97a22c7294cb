package io.waymark.carriers;

import io.waymark.contract.RawPayload;
import io.waymark.protocol.MalformedPayloadException;

/** Reads one provider's payloads. */
@FunctionalInterface
public interface PayloadParser {

    /**
     * What the payload says. Of a payload with some unreadable nodes the others are read.
     *
     * @throws MalformedPayloadException if it cannot be read at all
     */
    ParsedPayload parse(RawPayload raw);
}
