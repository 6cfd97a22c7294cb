package io.waymark.gateways;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came back for a call.
 *
 * @param status of HTTP
 * @param headers by name in lower case; of a repeated header the first
 * @param body as received, bounded by the caller
 */
public record GatewayAnswer(int status, Map<String, String> headers, byte[] body) {

    public GatewayAnswer {
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), value));
        headers = Map.copyOf(lower);
    }

    /** A header's value; empty if it is absent or blank. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT))).filter(value -> !value.isBlank());
    }

    /** Without the body: it is not ours to print. */
    @Override
    public String toString() {
        return "GatewayAnswer[" + status + ", bytes=" + body.length + "]";
    }
}
