package io.waymark.normalizer;

import io.micrometer.core.instrument.MeterRegistry;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ProviderId;
import io.waymark.normalizer.status.Publication;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What became of each payload and scan. For every provider, at rest:
 *
 * <pre>
 *   callbacks_accepted_total (webhook-ingest) = payloads_normalized_total + payloads_dead_lettered_total
 *   scans_total = scans_new_total + scans_repeated_total
 * </pre>
 *
 * <p>{@code scans_unknown_total} counts scans whose code is in no table, when they are told: somebody must add a row.
 * {@code scans_illegal_total} counts scans that the transition table does not allow at their place, when they are told.
 *
 * <p>A transaction that is aborted counts its records again when they are processed again.
 */
@ApplicationScoped
class NormalizerMetrics {

    private final MeterRegistry registry;

    NormalizerMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void normalized(ProviderId provider, ParsedPayload parsed, Publication publication) {
        count("payloads_normalized", provider, 1);
        count("scans", provider, parsed.scans().size());
        count("scans_new", provider, publication.newScans());
        count("scans_repeated", provider, publication.repeatedScans());
        count("scans_illegal", provider, publication.illegalMoves());
        count("scans_unknown", provider, publication.unknownCodes());
        count("nodes_dead_lettered", provider, parsed.unreadable().size());
    }

    /** @param provider who said it; {@code none} for a record that no provider sent or that cannot be read at all */
    void deadLettered(String provider) {
        registry.counter("payloads_dead_lettered", "provider", provider).increment();
    }

    /** A shipment was looked at anew because a mapping changed. */
    void refolded(boolean changed) {
        registry.counter("shipments_refolded", "changed", Boolean.toString(changed))
                .increment();
    }

    private void count(String name, ProviderId provider, long number) {
        registry.counter(name, "provider", provider.code()).increment(number);
    }
}
