package io.waymark.ingest;

import io.waymark.contract.ShipmentId;
import java.util.Optional;

/**
 * What is known of a call before its body.
 *
 * @param provider at whose door
 * @param protocol the provider's, armed with the secrets of this moment
 * @param path the shipment named in the path; empty if none was
 * @param subscription the {@code s} of the query; 0 if absent or no number
 * @param mediaType lower case, without parameters; "" if none was declared
 */
record CallHead(
        String provider, CallbackProtocol protocol, Optional<ShipmentId> path, int subscription, String mediaType) {}
