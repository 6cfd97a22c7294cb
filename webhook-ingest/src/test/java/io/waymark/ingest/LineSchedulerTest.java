package io.waymark.ingest;

import static org.awaitility.Awaitility.await;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LineSchedulerTest {

    @Test
    void aPeriodicTaskThatFailsIsCalledAgain() {
        AtomicInteger calls = new AtomicInteger();
        Runnable failing = () -> {
            calls.incrementAndGet();
            throw new IllegalStateException("on purpose");
        };
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            clock.scheduleWithFixedDelay(LineScheduler.lasting(failing), 0, 1, TimeUnit.MILLISECONDS);

            await().until(() -> calls.get() > 2);
        } finally {
            clock.shutdownNow();
        }
    }
}
