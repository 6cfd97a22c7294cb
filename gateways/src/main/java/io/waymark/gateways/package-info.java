/**
 * Payment gateways' protocols: how each is told of a delivery, asked what it knows, and believed when it calls. Pure: no
 * HTTP, no Kafka, no clock. One package per gateway, which knows nothing of the others; {@link
 * io.waymark.gateways.Gateways} lists them.
 */
@NullMarked
package io.waymark.gateways;

import org.jspecify.annotations.NullMarked;
