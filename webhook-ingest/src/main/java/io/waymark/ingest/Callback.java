package io.waymark.ingest;

import io.waymark.contract.ShipmentId;
import io.waymark.telemetry.Trace;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One callback at the door.
 *
 * @param provider at whose door, e.g. {@code kuaidi100} or {@code onerway}
 * @param path the shipment named in the path; empty if none was
 * @param subscription the {@code s} of the query; 0 if absent or no number
 * @param mediaType lower case, without parameters; "" if none was declared
 * @param headers by name in lower case; of a repeated header the first
 * @param body the bytes as they came
 * @param receivedAt when the last of them had come
 * @param remoteAddress the sender's address as the transport knows it; null if it does not
 * @param trace the span of its way from head to answer
 */
record Callback(
        String provider,
        Optional<ShipmentId> path,
        int subscription,
        String mediaType,
        Map<String, String> headers,
        byte[] body,
        Instant receivedAt,
        @Nullable String remoteAddress,
        Trace trace) {}
