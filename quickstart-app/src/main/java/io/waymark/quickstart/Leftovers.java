package io.waymark.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The processes that use a data directory, as the ledger and PostgreSQL's own file name them: those of this launcher, or
 * those that a launcher left behind when it was killed. Either way they are stopped the same way.
 */
final class Leftovers {

    /** Both shares together stay within the 15 s that stopping may take in all. */
    private static final Duration SERVICES_STOP_WITHIN = Duration.ofSeconds(7);

    private static final Duration OTHERS_STOP_WITHIN = Duration.ofSeconds(6);

    private final ChildLedger ledger;
    private final Path database;

    /** @param database PostgreSQL's data directory */
    Leftovers(ChildLedger ledger, Path database) {
        this.ledger = ledger;
        this.database = database;
    }

    /** Whether there are any. */
    boolean exist() {
        return Postmaster.of(database).isPresent()
                || List.of(Part.Role.values()).stream()
                        .anyMatch(role -> !ledger.alive(role).isEmpty());
    }

    /** Stops them, services first, then what these rely on; what does not end in time is killed. None is left. */
    synchronized void stop() {
        Stopper.stop(ledger.alive(Part.Role.SERVICE), SERVICES_STOP_WITHIN);
        List<ProcessHandle> others = new ArrayList<>(ledger.alive(Part.Role.WORLD));
        others.addAll(ledger.alive(Part.Role.INFRASTRUCTURE));
        Stopper.stop(others, OTHERS_STOP_WITHIN);
        Postmaster.of(database).ifPresent(Leftovers::kill);
        ledger.clear();
    }

    /** What PostgreSQL has committed is safe: it recovers at the next start. Its workers go first, or they would linger. */
    private static void kill(ProcessHandle postmaster) {
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        all.add(postmaster);
        all.forEach(ProcessHandle::destroyForcibly);
        Stopper.stop(all, Duration.ofSeconds(1));
    }
}
