package io.waymark.gateways;

import java.time.Instant;

/**
 * When a call is made. Signatures that carry a time are made for it, so a call is described right before it is sent.
 *
 * @param time of sending
 * @param requestId unique among all calls, repeats included; 1–64 letters, digits and hyphens
 */
public record Moment(Instant time, String requestId) {}
