package io.waymark.api.limit;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How many plain calls a call counts for: those that read much, or that a carrier is asked for, count for more. A page counts
 * for what it shows.
 */
final class CallCosts {

    private static final long PLAIN = 1;

    // spotless:off
    private static final Map<Pattern, Long> DEAR = Map.of(
            Pattern.compile("GET /(v1|ui)/shipments/export"),                                   100L,
            Pattern.compile("POST /(v1/shipments/import|ui/imports)"),                          100L,
            Pattern.compile("GET /ui/?"),                                                        25L,
            Pattern.compile("GET /(v1|ui)/carriers/scorecard|GET /ui/carriers"),                  20L,
            Pattern.compile("(GET|POST) /ui/merchants"),                                          5L,
            Pattern.compile("GET /(v1|ui)/settlements/[^/]+/dispute-pack"),                      20L,
            Pattern.compile("GET /(v1|ui)/reports/.*"),                                          20L,
            Pattern.compile("GET /(v1/(conservation|costs|staleness)|ui/dead-letters)"),          5L,
            Pattern.compile("GET /v1/(settlements|dead-letters)/summary"),                        5L,
            Pattern.compile("GET /v1/(outlets|waybills/[^/]+/(weight|return-label))"),            5L);
    // spotless:on

    private CallCosts() {}

    static long of(String method, String path) {
        String call = method + " " + path;
        return DEAR.entrySet().stream()
                .filter(dear -> dear.getKey().matcher(call).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(PLAIN);
    }
}
