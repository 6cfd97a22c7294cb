package io.waymark.carriers;

import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Optional;

/**
 * A callback as it came in.
 *
 * @param body its bytes, unchanged
 * @param mediaType as declared, lower case, without parameters
 * @param receivedAt when its last byte had come, by our clock
 * @param path the shipment named in the callback's path; empty on a path without one
 */
public record PushRequest(byte[] body, String mediaType, Instant receivedAt, Optional<ShipmentId> path) {}
