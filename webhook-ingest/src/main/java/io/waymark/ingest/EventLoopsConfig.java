package io.waymark.ingest;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;

/**
 * As many event loops as processors: callbacks are work for the processor alone, and a loop that waits for its turn on one
 * keeps all its callers waiting. {@code quarkus.vertx.event-loops-pool-size} wins.
 */
@ApplicationScoped
class EventLoopsConfig implements VertxOptionsCustomizer {

    /** So that health is told also while the only other one is at work. */
    private static final int LEAST = 2;

    private final boolean chosen;

    EventLoopsConfig(Config config) {
        chosen = config.getOptionalValue("quarkus.vertx.event-loops-pool-size", Integer.class)
                .isPresent();
    }

    @Override
    public void accept(VertxOptions options) {
        if (!chosen) {
            options.setEventLoopPoolSize(Math.max(LEAST, Runtime.getRuntime().availableProcessors()));
        }
    }
}
