/**
 * The one way out to the payment gateways. Their protocols are in the module {@code gateways} and are pure: they describe
 * calls and read answers; {@link io.waymark.notifier.gateway.GatewayClient} makes the calls.
 */
@NullMarked
package io.waymark.notifier.gateway;

import org.jspecify.annotations.NullMarked;
