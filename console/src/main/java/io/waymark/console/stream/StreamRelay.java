package io.waymark.console.stream;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.logging.Log;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.waymark.console.api.EventView;
import io.waymark.console.readmodel.EventQueryRepository;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.TrackingEvent;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Tells one reader the events of a shipment: those that there are, then, at every {@link #wake}, those that came. The read
 * model is asked for what follows the last event that was sent, so that nothing is left out or told twice, however wakes and
 * commits interleave. All of it happens on the reader's own context. Nothing is read while the reader has not taken what
 * was sent before; one that takes nothing for too long is cut off.
 */
final class StreamRelay {

    /** How many events are read and sent at once. */
    private static final int AT_ONCE = 100;

    /** How soon a reader whose stream ended comes again; in milliseconds. */
    private static final String BEGINNING = "retry: 1000\n\n";

    private static final String HEARTBEAT = ":\n\n";

    private final EventQueryRepository events;
    private final ObjectMapper json;
    private final StreamConfig config;
    private final ShipmentId shipment;
    private final HttpServerResponse response;
    private final Context context;
    private final Runnable cut;

    private long last;
    private boolean isBehind = true;
    private boolean isReading;
    private int unwritten;
    private long movedAt;
    private boolean isOver;
    private long heart;
    private long clock;

    StreamRelay(
            EventQueryRepository events,
            ObjectMapper json,
            StreamConfig config,
            EventStream stream,
            HttpServerResponse response,
            Context context,
            Runnable cut) {
        this.events = events;
        this.json = json;
        this.config = config;
        this.shipment = stream.shipmentId();
        this.last = stream.after();
        this.response = response;
        this.context = context;
        this.cut = cut;
    }

    /** Begins; only on the context. */
    void start() {
        Vertx vertx = context.owner();
        heart = vertx.setPeriodic(config.heartbeat().toMillis(), beat -> beat());
        clock = vertx.setTimer(config.longest().toMillis(), over -> finish());
        response.setChunked(true);
        write(BEGINNING);
        advance();
    }

    /** There may be something new. From any thread. */
    void wake() {
        context.runOnContext(woken -> {
            isBehind = true;
            advance();
        });
    }

    /** Ends the answer, in good order. From any thread. */
    void end() {
        context.runOnContext(ended -> finish());
    }

    /** The answer is over, for whatever reason; only on the context. */
    void stop() {
        isOver = true;
        context.owner().cancelTimer(heart);
        context.owner().cancelTimer(clock);
    }

    private void finish() {
        if (!isOver) {
            stop();
            response.end();
        }
    }

    private void beat() {
        if (unwritten == 0) {
            write(HEARTBEAT);
            advance();
        } else if (System.nanoTime() - movedAt > config.patience().toNanos()) {
            stop();
            cut.run();
        }
    }

    private void advance() {
        if (isOver || !isBehind || isReading || unwritten > 0) {
            return;
        }
        isBehind = false;
        isReading = true;
        events.after(shipment, last, AT_ONCE).subscribe().with(this::tell, this::readLater);
    }

    private void tell(List<TrackingEvent> told) {
        isReading = false;
        if (isOver) {
            return;
        }
        isBehind |= told.size() == AT_ONCE;
        if (told.isEmpty()) {
            advance();
        } else {
            last = told.get(told.size() - 1).sequence();
            write(told.stream().map(this::message).collect(joining()));
        }
    }

    /** With the next beat. */
    private void readLater(Throwable failure) {
        Log.warnf("stream waits shipment=%s error=%s", shipment, failure.toString());
        isReading = false;
        isBehind = true;
    }

    private void write(String text) {
        if (unwritten++ == 0) {
            movedAt = System.nanoTime();
        }
        response.write(Buffer.buffer(text)).onComplete(this::written);
    }

    /** What is not written was meant for somebody who is gone; that is told by other means. */
    private void written(AsyncResult<Void> result) {
        unwritten--;
        movedAt = System.nanoTime();
        if (result.succeeded()) {
            advance();
        }
    }

    private String message(TrackingEvent event) {
        try {
            return "id: " + event.sequence() + "\nevent: tracking-event\ndata: "
                    + json.writeValueAsString(EventView.of(event)) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
