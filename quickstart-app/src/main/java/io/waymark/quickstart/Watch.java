package io.waymark.quickstart;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Looks after one part once it was ready: when its process dies, starts it again after a wait that {@link Restarts} gives. */
final class Watch {

    private final Child child;
    private final Consumer<Child> starter;
    private final ScheduledExecutorService timer;
    private final Journal journal;
    private final Restarts restarts = new Restarts();

    /** @param starter starts the process again, or does nothing once everything is being stopped */
    Watch(Child child, Consumer<Child> starter, ScheduledExecutorService timer, Journal journal) {
        this.child = child;
        this.starter = starter;
        this.timer = timer;
        this.journal = journal;
    }

    void begin() {
        long started = System.nanoTime();
        child.ended().thenAccept(code -> ended(code, Duration.ofNanos(System.nanoTime() - started)));
    }

    private void ended(int code, Duration life) {
        if (timer.isShutdown()) {
            return;
        }
        Duration wait = restarts.after(life);
        journal.say(child.part().label() + " ended with code " + code + "; starting it again in " + wait.toSeconds()
                + " s");
        timer.schedule(this::again, wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Where it cannot even be started, the process is still the dead one, and so this is another death. */
    private void again() {
        try {
            starter.accept(child);
        } catch (StartException e) {
            journal.say(String.valueOf(e.getMessage()));
        }
        begin();
    }
}
