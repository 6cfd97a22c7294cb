package io.waymark.console.deadletter;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Forgets in time what did not get through. */
@ApplicationScoped
class DeadLetterScheduler {

    private static final int AT_ONCE = 10_000;

    private final LetterRepository letters;
    private final RejectionRepository rejections;
    private final DeadLetterConfig config;

    DeadLetterScheduler(LetterRepository letters, RejectionRepository rejections, DeadLetterConfig config) {
        this.letters = letters;
        this.rejections = rejections;
        this.config = config;
    }

    @Scheduled(
            every = "${waymark.dead-letters.forget-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        Instant now = Instant.now();
        return letters.forget(now.minus(config.kept()), AT_ONCE)
                .chain(() -> rejections.forget(now.minus(config.rejectionsKept()), AT_ONCE))
                .onFailure()
                .invoke(failure -> Log.warnf("dead letters not forgotten error=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
