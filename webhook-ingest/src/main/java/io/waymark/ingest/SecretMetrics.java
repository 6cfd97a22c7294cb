package io.waymark.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which secrets are armed, and which are used, by name; and with which master key is sealed. A secret of which
 * {@code callbacks_verified_total} no longer grows on any replica can be taken away; the counter is there from 0 on for every
 * armed one. For every provider, the sum over its secrets is {@code callbacks_accepted_total + callbacks_not_durable_total} and
 * what is shed for its account's {@code RATE}, as far as nothing is refused after its signature was found right.
 */
@ApplicationScoped
class SecretMetrics {

    private final MeterRegistry registry;
    private final MultiGauge armed;
    private final MultiGauge masterKeys;

    SecretMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.armed = MultiGauge.builder("callback_secrets_armed").register(registry);
        this.masterKeys = MultiGauge.builder("sealing_master_keys")
                .description("1 for the master key that seals, 0 for one that is only known")
                .register(registry);
        registry.counter("secrets_unusable");
    }

    /** @param secret one of those armed; never the secret itself */
    void verified(String provider, String secret) {
        registry.counter("callbacks_verified", tags(provider, secret)).increment();
    }

    /** @param secrets by sender the names of all its secrets; what was armed before and is not among them no longer is */
    void armed(Map<String, List<String>> secrets) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        secrets.forEach((provider, names) -> names.forEach(name -> {
            registry.counter("callbacks_verified", tags(provider, name));
            rows.add(MultiGauge.Row.of(tags(provider, name), 1));
        }));
        armed.register(rows, true);
    }

    /** @param ids of the master keys that are known, that which seals first; none where nothing is sealed */
    void sealsWith(List<String> ids) {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        ids.forEach(id -> rows.add(MultiGauge.Row.of(Tags.of("key", id), rows.isEmpty() ? 1 : 0)));
        masterKeys.register(rows, true);
    }

    /** A look at the directory that found what cannot be used. */
    void unusable() {
        registry.counter("secrets_unusable").increment();
    }

    private static Tags tags(String provider, String secret) {
        return Tags.of("provider", provider, "secret", secret);
    }
}
