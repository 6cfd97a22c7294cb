package io.waymark.ingest;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.waymark.ingest.secrets.SecretsFollower;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the directory of secrets again and again, on a thread of its own; does nothing where there is none. */
@ApplicationScoped
class SecretsScheduler {

    private final CallbackProtocolConfig protocols;
    private final SecretsConfig config;
    private final SecretMetrics metrics;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "secrets");
        thread.setDaemon(true);
        return thread;
    });
    private String problem = "";

    SecretsScheduler(CallbackProtocolConfig protocols, SecretsConfig config, SecretMetrics metrics) {
        this.protocols = protocols;
        this.config = config;
        this.metrics = metrics;
    }

    /** Fails, and with it the start, if there is a directory and nothing in it can be used. */
    void start(@Observes StartupEvent event) {
        Optional<SecretsFollower> directory = protocols.follower();
        long every = config.every().toMillis();
        directory.ifPresent(
                follower -> looks.scheduleWithFixedDelay(() -> look(follower), every, every, TimeUnit.MILLISECONDS));
    }

    void stop(@Observes ShutdownEvent event) {
        looks.shutdownNow();
    }

    /** Never throws: a look that fails is not the last. The same problem is logged once. */
    private void look(SecretsFollower follower) {
        try {
            if (follower.look()) {
                Log.info("secrets armed anew");
            }
            problem = "";
        } catch (IOException | RuntimeException e) {
            metrics.unusable();
            String found = e.toString();
            if (!found.equals(problem)) {
                Log.warnf("secrets not usable, those in use stay error=%s", found);
            }
            problem = found;
        }
    }
}
