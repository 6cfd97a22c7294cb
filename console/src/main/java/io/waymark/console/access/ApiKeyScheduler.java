package io.waymark.console.access;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.ApiKeyConfig;
import io.waymark.api.access.ConfiguredKeys;
import io.waymark.api.access.KeyRing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Keeps the ring of keys in memory as the database has it. While PostgreSQL is away, the keys last read go on working.
 */
@ApplicationScoped
class ApiKeyScheduler {

    /** Ample for one small transaction; the migrations have just shown that the database is there. */
    private static final Duration START = Duration.ofSeconds(30);

    private final ApiKeyRepository repository;
    private final ApiKeyConfig config;
    private final KeyRing ring = new KeyRing();

    ApiKeyScheduler(ApiKeyRepository repository, ApiKeyConfig config) {
        this.repository = repository;
        this.config = config;
    }

    /** Before the first call is served: the keys of the configuration are stored, and all are known. */
    void onStart(@Observes StartupEvent start) {
        repository
                .storeConfigured(ConfiguredKeys.read(config.keys().orElse(List.of())))
                .chain(this::readAgain)
                .await()
                .atMost(START);
    }

    @Scheduled(every = "${waymark.api.keys-refresh:10s}", delayed = "5s")
    Uni<Void> refresh() {
        return readAgain()
                .onFailure()
                .invoke(failure -> Log.warnf("API keys not read again error=%s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> readAgain() {
        return repository.valid().invoke(ring::replace).replaceWithVoid();
    }

    @Produces
    @Singleton
    KeyRing ring() {
        return ring;
    }
}
