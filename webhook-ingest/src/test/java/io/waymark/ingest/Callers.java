package io.waymark.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Providers that call without pause, each push of another number, and note which were answered with success. */
final class Callers implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<Integer> otherStatuses = new ArrayList<>();
    private final AtomicLong lastSuccess = new AtomicLong(Long.MIN_VALUE);
    private volatile boolean over;

    /** So many at one time, until the connection fails or they are told to end. */
    Callers(URI callbacks, int count) {
        threads = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            threads.execute(() -> callOn(callbacks));
        }
    }

    /** The numbers whose pushes were answered with success. */
    Set<String> answered() {
        return Set.copyOf(answered);
    }

    /** What else was answered. */
    synchronized List<Integer> otherStatuses() {
        return List.copyOf(otherStatuses);
    }

    /** When the last one was answered with success that had been sent after that; by {@link System#nanoTime}. */
    long lastSuccessSentAt() {
        return lastSuccess.get();
    }

    /** Waits for what was begun. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("a call that has no end");
        }
    }

    private void callOn(URI callbacks) {
        while (!over) {
            String number = "YT5" + NUMBERS.incrementAndGet();
            HttpRequest push = HttpRequest.newBuilder(callbacks)
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            Pushes.kuaidi100Form(Pushes.kuaidi100(number, 3), "new-salt")))
                    .build();
            long sent = System.nanoTime();
            try {
                HttpResponse<String> answer = client.send(push, HttpResponse.BodyHandlers.ofString());
                note(number, sent, answer);
            } catch (IOException closed) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void note(String number, long sent, HttpResponse<String> answer) {
        if (answer.statusCode() == 200 && answer.body().contains("\"result\":true")) {
            answered.add(number);
            lastSuccess.accumulateAndGet(sent, Math::max);
            return;
        }
        synchronized (this) {
            otherStatuses.add(answer.statusCode());
        }
    }
}
