package io.waymark.console.idempotency;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Forgets answers in time. */
@ApplicationScoped
class KeptAnswerScheduler {

    private static final int AT_ONCE = 10_000;

    private final KeptAnswerRepository answers;

    KeptAnswerScheduler(KeptAnswerRepository answers) {
        this.answers = answers;
    }

    @Scheduled(
            every = "${waymark.idempotency.forget-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return answers.forget(AT_ONCE)
                .onFailure()
                .invoke(failure -> Log.warnf("kept answers not forgotten error=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
