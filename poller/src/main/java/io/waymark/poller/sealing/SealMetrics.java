package io.waymark.poller.sealing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * {@code sealed_not_opened_total} by {@code use} ({@code query}, {@code subscription}, {@code order}, {@code label}): how often
 * something could not be done because what it needs cannot be opened: its master key is not configured, or it is damaged.
 */
@Startup
@ApplicationScoped
public class SealMetrics {

    /** What it was needed for. */
    public enum Use {
        QUERY,
        SUBSCRIPTION,
        ORDER,
        LABEL
    }

    private final Map<Use, Counter> notOpened = new EnumMap<>(Use.class);

    /** Begins at nought: an alert sees no rise of what was not there before. */
    SealMetrics(MeterRegistry meters) {
        for (Use use : Use.values()) {
            notOpened.put(
                    use, meters.counter("sealed.not.opened", "use", use.name().toLowerCase(Locale.ROOT)));
        }
    }

    /** Counts one. */
    public void notOpened(Use use) {
        Counter counter = notOpened.get(use);
        if (counter != null) {
            counter.increment();
        }
    }
}
