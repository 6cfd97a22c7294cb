package io.waymark.quickstart;

import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes: asks all of them at once, waits, then insists with those that are still there. */
final class Stopper {

    private static final Duration AFTER_KILL = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Stopper() {}

    /**
     * Returns when all have ended; at the latest after the patience and half a second.
     *
     * @param patience how long they may take to end by themselves
     * @return whether all ended without being killed
     */
    static boolean stop(Collection<ProcessHandle> processes, Duration patience) {
        processes.forEach(ProcessHandle::destroy);
        if (haveEnded(processes, patience)) {
            return true;
        }
        processes.stream().filter(Stopper::isRunning).forEach(ProcessHandle::destroyForcibly);
        haveEnded(processes, AFTER_KILL);
        return false;
    }

    /** Waits until none of them runs any more, or the time is over; returns whether none does. */
    static boolean haveEnded(Collection<ProcessHandle> processes, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        // asked for once: each call of onExit leaves something behind until the process ends
        Map<ProcessHandle, CompletableFuture<ProcessHandle>> exits =
                processes.stream().collect(toMap(process -> process, ProcessHandle::onExit));
        while (true) {
            Optional<ProcessHandle> running =
                    processes.stream().filter(Stopper::isRunning).findFirst();
            if (running.isEmpty() || System.nanoTime() > end) {
                return running.isEmpty();
            }
            pause(exits.getOrDefault(running.get(), new CompletableFuture<>()));
        }
    }

    /** A process whose parent is gone stays in the system's table until somebody collects it; it has no command then. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().commandLine().isPresent();
    }

    private static void pause(CompletableFuture<ProcessHandle> exit) {
        try {
            exit.get(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillThere) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
