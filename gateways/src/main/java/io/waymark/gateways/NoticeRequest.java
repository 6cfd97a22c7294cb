package io.waymark.gateways;

import java.time.Instant;
import java.util.Map;

/**
 * A callback as it came in.
 *
 * @param body its bytes, unchanged
 * @param headers by name in lower case; of a repeated header the first
 * @param receivedAt when its last byte had come, by our clock
 */
public record NoticeRequest(byte[] body, Map<String, String> headers, Instant receivedAt) {}
