package io.waymark.poller.call;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.account.ProviderSettingsConfig;
import io.waymark.telemetry.TraceHandler;
import java.time.Duration;
import java.util.Map;

/** A {@link ProviderClient} outside the service, with settings and limits of the test's own. */
final class Asked implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Short enough for a test that waits for a time-out, and longer than the sandbox is slow. */
    record Limits(Duration connectTimeout, Duration answerTimeout, int maxAnswerBytes) implements CarrierCallsConfig {

        static Limits ofAnswer(Duration answerTimeout) {
            return new Limits(Duration.ofSeconds(1), answerTimeout, 1024 * 1024);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final ProviderClient client;

    /** @param settings as the environment would have them, e.g. {@code waymark.sto.url} */
    Asked(Map<String, String> settings, Limits limits) {
        this(settings, limits, new SimpleMeterRegistry(), OpenTelemetry.noop());
    }

    Asked(Map<String, String> settings, Limits limits, MeterRegistry meters, OpenTelemetry telemetry) {
        client = new ProviderClient(
                new CarrierClient(vertx, limits),
                new ProviderSettingsConfig(
                        new SmallRyeConfigBuilder().withDefaultValues(settings).build()),
                new CallMetrics(meters),
                new CallTraceHandler(new TraceHandler(telemetry, false)));
    }

    /** The answer, or what {@link ProviderClient#ask} fails with. */
    <Q, A> A ask(ProviderId provider, OperationKind<Q, A> kind, Q request) {
        return Uni.createFrom()
                .<A>emitter(emitter -> vertx.getOrCreateContext()
                        .runOnContext(() ->
                                client.ask(provider, kind, request).subscribe().with(emitter::complete, emitter::fail)))
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void close() {
        vertx.closeAndAwait();
    }
}
