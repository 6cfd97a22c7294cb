package io.waymark.bench.ingest;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.waymark.bench.ingest.LoadConnection.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A sender from one address, on one thread of its own. */
final class Load implements AutoCloseable {

    /** So many are opened at most when answers are late; then those to be sent wait, and their waiting counts. */
    private static final int MOST_CONNECTIONS = 1000;

    /** Between an answer that is no success, and the next callback of a connection that sends as fast as it can. */
    private static final long PAUSE_MILLIS = 50;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context thread = vertx.getOrCreateContext();
    private final NetClient client;
    private final int port;

    /** @param address of the loopback interface, from which it calls */
    Load(String address, int port) {
        this.client = vertx.createNetClient(new NetClientOptions()
                .setLocalAddress(address)
                .setTcpNoDelay(true)
                .setConnectTimeout(10_000));
        this.port = port;
    }

    /**
     * As fast as successes come: every connection sends its next callback once the last one is answered. Callbacks of one
     * parcel go over one connection, in the order of their numbers, from 0 on.
     *
     * @param connections a divisor of {@link Callbacks#PARCELS}
     * @param each how many callbacks a connection sends at most
     */
    Report closed(Callbacks callbacks, int connections, int each, Duration within) {
        CompletableFuture<Report> done = new CompletableFuture<>();
        thread.runOnContext(go -> {
            Report report = new Report();
            long until = System.nanoTime() + within.toNanos();
            int[] open = {connections};
            for (int i = 0; i < connections; i++) {
                new Loop(callbacks, report, i, connections, each, () -> System.nanoTime() - until >= 0, () -> {
                            if (--open[0] == 0) {
                                done.complete(report);
                            }
                        })
                        .next();
            }
        });
        return done.join();
    }

    /** One connection that goes round its parcels. */
    private final class Loop {
        private final Callbacks callbacks;
        private final Report report;
        private final int first;
        private final int step;
        private final int most;
        private final BooleanSupplier over;
        private final Runnable ended;
        private final LoadConnection connection = new LoadConnection(client, port);
        private int sent;

        Loop(Callbacks callbacks, Report report, int first, int step, int most, BooleanSupplier over, Runnable ended) {
            this.callbacks = callbacks;
            this.report = report;
            this.first = first;
            this.step = step;
            this.most = most;
            this.over = over;
            this.ended = ended;
        }

        void next() {
            if (sent == most || over.getAsBoolean()) {
                connection.close();
                ended.run();
                return;
            }
            int each = Callbacks.PARCELS / step;
            long due = System.nanoTime();
            int parcel = first + sent % each * step;
            int number = sent++ / each;
            connection.send(callbacks.request(parcel, number), answer -> {
                report.add(answer, due);
                if (answer == Answer.SUCCESS) {
                    next();
                } else {
                    vertx.setTimer(PAUSE_MILLIS, timer -> next());
                }
            });
        }
    }

    /** As carriers do: so many a second, whether answers come or not. */
    CompletableFuture<Report> open(Callbacks callbacks, double perSecond, Duration during) {
        CompletableFuture<Report> done = new CompletableFuture<>();
        thread.runOnContext(go -> new Schedule(callbacks, perSecond, during, done).begin());
        return done;
    }

    /** Sends what is due, looking at it every millisecond. */
    private final class Schedule {
        private final Callbacks callbacks;
        private final double perSecond;
        private final int all;
        private final CompletableFuture<Report> done;
        private final Report report = new Report();
        private final Deque<LoadConnection> idle = new ArrayDeque<>();
        private final List<LoadConnection> opened = new ArrayList<>();
        private final long begun = System.nanoTime();
        private int sent;
        private int answered;

        Schedule(Callbacks callbacks, double perSecond, Duration during, CompletableFuture<Report> done) {
            this.callbacks = callbacks;
            this.perSecond = perSecond;
            this.all = (int) (perSecond * during.toMillis() / 1000);
            this.done = done;
        }

        void begin() {
            vertx.setPeriodic(1, timer -> {
                send();
                if (answered == all) {
                    vertx.cancelTimer(timer);
                    opened.forEach(LoadConnection::close);
                    done.complete(report);
                }
            });
        }

        private void send() {
            long due = 1 + (long) ((System.nanoTime() - begun) * perSecond / 1e9); // the first one at once
            while (sent < Math.min(due, all)) {
                LoadConnection connection = connection();
                if (connection == null) {
                    return;
                }
                long dueAt = begun + (long) (sent * 1e9 / perSecond);
                connection.send(
                        callbacks.request(sent % Callbacks.PARCELS, sent / Callbacks.PARCELS),
                        answer -> answered(connection, answer, dueAt));
                sent++;
            }
        }

        private void answered(LoadConnection connection, Answer answer, long dueAt) {
            report.add(answer, dueAt);
            idle.push(connection);
            answered++;
        }

        private @Nullable LoadConnection connection() {
            LoadConnection free = idle.poll();
            if (free == null && opened.size() < MOST_CONNECTIONS) {
                free = new LoadConnection(client, port);
                opened.add(free);
            }
            return free;
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
