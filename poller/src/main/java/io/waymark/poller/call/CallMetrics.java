package io.waymark.poller.call;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;

/**
 * {@code carrier_calls_seconds} (count, sum, max) by {@code provider}, {@code operation} and {@code outcome}: every call
 * to a provider, by what it came to and how long it took.
 */
@ApplicationScoped
class CallMetrics {

    private final MeterRegistry meters;

    CallMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void ended(Call call, CallOutcome outcome, long nanos) {
        meters.timer(
                        "carrier.calls",
                        "provider",
                        call.provider().code(),
                        "operation",
                        call.kind().code(),
                        "outcome",
                        outcome.label())
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
