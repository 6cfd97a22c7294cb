package io.waymark.quickstart;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * All parts together. Kafka, PostgreSQL and the sandbox start first, then the services, each group at once; they stop the
 * other way round.
 *
 * <p>Stopping may come at any time and from another thread, also while parts are being started; nothing starts after it.
 */
final class Stack {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(100);

    private final Map<Part, Child> children;
    private final Leftovers leftovers;
    private final Journal journal;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Stack::daemon);
    private final CountDownLatch stopping = new CountDownLatch(1);

    /** @param leftovers how what runs is stopped */
    Stack(Map<Part, Child> children, Leftovers leftovers, Journal journal) {
        this.children = children;
        this.leftovers = leftovers;
        this.journal = journal;
    }

    /** Returns when every service says it is ready. Throws {@link StartException} if a part dies or takes too long. */
    void start() {
        journal.say("Starting PostgreSQL, Kafka and the sandbox ...");
        startTogether(part -> !part.isService());
        journal.say("Starting the services ...");
        startTogether(Part::isService);
        children.values().forEach(child -> new Watch(child, this::launch, timer, journal).begin());
    }

    /** Returns when no process is left. A second call waits for the first and finds nothing to do. */
    void stop() {
        synchronized (this) {
            stopping.countDown();
            timer.shutdownNow();
        }
        leftovers.stop();
    }

    /** Whether somebody has called {@link #stop}. */
    boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Returns when somebody calls {@link #stop}. */
    void awaitStop() throws InterruptedException {
        stopping.await();
    }

    private void startTogether(Predicate<Part> chosen) {
        List<Child> waiting = new ArrayList<>(children.values().stream()
                .filter(child -> chosen.test(child.part()))
                .toList());
        waiting.forEach(this::launch);
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        while (!waiting.isEmpty()) {
            waiting.removeIf(Child::isReady);
            if (System.nanoTime() > end) {
                throw waiting.get(0).failure("was not ready within " + READY_WITHIN.toSeconds() + " s");
            }
            pause();
        }
    }

    private void pause() {
        try {
            if (stopping.await(BETWEEN_QUESTIONS.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartException("stopped while starting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted while starting", e);
        }
    }

    private synchronized void launch(Child child) {
        if (!isStopping()) {
            child.start();
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "watch");
        thread.setDaemon(true);
        return thread;
    }
}
