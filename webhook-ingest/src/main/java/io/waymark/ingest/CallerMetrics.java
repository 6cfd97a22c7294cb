package io.waymark.ingest;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.waymark.carriers.Providers;
import io.waymark.gateways.Gateways;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps what callers invent out of the names of metrics: {@code http_server_requests} is kept of methods that exist and of
 * paths that are served, or every series that somebody thinks of would be kept for ever.
 */
@ApplicationScoped
class CallerMetrics {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH");

    private static final Set<String> PATHS = Stream.concat(
                    Stream.of("NOT_FOUND", "/bad-request"),
                    Stream.concat(
                                    Providers.ALL.stream().map(each -> each.id().code()),
                                    Gateways.ALL.stream().map(each -> each.id()))
                            .map(sender -> "/callbacks/" + sender)
                            .flatMap(path -> Stream.of(path, path + "/{shipmentId}")))
            .collect(Collectors.toUnmodifiableSet());

    @Produces
    @Singleton
    MeterFilter known() {
        return MeterFilter.deny(id -> !isOneOf(METHODS, id, "method") || !isOneOf(PATHS, id, "uri"));
    }

    private static boolean isOneOf(Set<String> known, Meter.Id id, String label) {
        return !id.getName().startsWith("http.server.")
                || Optional.ofNullable(id.getTag(label)).map(known::contains).orElse(true);
    }
}
