package io.waymark.console.transfer;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for imports to be worked at, and for what is left of others. Each replica works at one at a time. */
@ApplicationScoped
class ImportScheduler {

    private final ImportHandler handler;
    private final ImportRepository imports;
    private final PartRepository parts;

    ImportScheduler(ImportHandler handler, ImportRepository imports, PartRepository parts) {
        this.handler = handler;
        this.imports = imports;
        this.parts = parts;
    }

    /** What fails is tried again, by whoever comes first once the lease is over. */
    @Scheduled(
            every = "${waymark.import.every:1s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void work() {
        try {
            boolean hasMore = true;
            while (hasMore) {
                hasMore = handler.next();
            }
        } catch (RuntimeException e) {
            Log.warnf("import waits error=%s", e.toString());
        }
    }

    @Scheduled(
            every = "${waymark.import.forget-every:1m}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP,
            skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    Uni<Void> forget() {
        return parts.sweep()
                .chain(imports::forget)
                .onFailure()
                .invoke(failure -> Log.warnf("imports not forgotten error=%s", failure.toString()))
                .onFailure()
                .recoverWithItem(0)
                .replaceWithVoid();
    }
}
