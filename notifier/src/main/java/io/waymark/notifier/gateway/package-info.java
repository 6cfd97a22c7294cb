/**
 * What every payment gateway offers, and the one way out to them. A gateway is pure: it describes a call and reads an
 * answer; {@link io.waymark.notifier.gateway.GatewayClient} makes the call.
 */
@NullMarked
package io.waymark.notifier.gateway;

import org.jspecify.annotations.NullMarked;
