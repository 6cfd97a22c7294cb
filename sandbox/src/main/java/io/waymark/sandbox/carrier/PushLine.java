package io.waymark.sandbox.carrier;

import io.vertx.core.Vertx;
import io.waymark.sandbox.journey.FaultMode;
import io.waymark.sandbox.journey.Faults;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Pushes to one listener, one after another: each until it is acknowledged, or given up after three repeats. Does wrong
 * what {@link Faults} says. Belongs to one event loop.
 */
final class PushLine {

    private static final Logger LOG = System.getLogger(PushLine.class.getName());
    private static final int ATTEMPTS = 4;

    private final Vertx vertx;
    private final PushClient client;
    private final Faults faults;
    private final PushLog log;
    private final String provider;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<Turn> heldBack = new ArrayDeque<>();
    private boolean busy;

    /** @param orderly whether nothing shall go wrong with it any more */
    private record Turn(Outgoing push, Outgoing.Subject subject, boolean orderly) {

        Turn inOrder() {
            return new Turn(push, subject, true);
        }
    }

    PushLine(Vertx vertx, PushClient client, Faults faults, PushLog log, String provider) {
        this.vertx = vertx;
        this.client = client;
        this.faults = faults;
        this.log = log;
        this.provider = provider;
    }

    void add(Outgoing push, Outgoing.Subject subject) {
        enqueue(new Turn(push, subject, false));
    }

    private void enqueue(Turn turn) {
        waiting.add(turn);
        if (!busy) {
            next();
        }
    }

    private void next() {
        Turn turn = waiting.poll();
        busy = turn != null;
        if (turn != null) {
            begin(turn);
        }
    }

    private void begin(Turn turn) {
        Outgoing push = turn.push();
        // while one is held back the next has to go through, or nothing would ever overtake anything
        boolean orderly = turn.orderly() || !heldBack.isEmpty();
        Optional<FaultMode> fault = orderly ? Optional.empty() : faults.whenCalling(provider);
        if (fault.isEmpty()) {
            start(push, push);
            return;
        }
        switch (fault.get()) {
            case DUPLICATE -> {
                waiting.addFirst(turn.inOrder());
                start(push, push);
            }
            case REORDER -> holdBack(turn);
            case BAD_SIGNATURE -> start(push.forged(), push); // repeated with the right one
            case DROP -> drop(turn);
            default -> start(push, push); // not of this direction
        }
    }

    private void drop(Turn turn) {
        log.dropped(turn.subject());
        next();
    }

    private void start(Outgoing push, Outgoing repeat) {
        log.begun();
        attempt(push, repeat, 1);
    }

    /** @param repeat what is sent if this is not acknowledged */
    private void attempt(Outgoing push, Outgoing repeat, int number) {
        client.send(push).onComplete(sent -> {
            if (sent.succeeded() && sent.result()) {
                log.acknowledged();
                done();
            } else if (number < ATTEMPTS) {
                vertx.setTimer(push.patience().toMillis(), timer -> attempt(repeat, repeat, number + 1));
            } else {
                LOG.log(Level.WARNING, "push given up provider={0} attempt={1}", provider, number);
                log.givenUp();
                done();
            }
        });
    }

    private void done() {
        while (!heldBack.isEmpty()) {
            waiting.addFirst(heldBack.removeLast().inOrder());
        }
        next();
    }

    /** Until the next push is through, or for want of one until its own patience has ended ten times. */
    private void holdBack(Turn turn) {
        heldBack.add(turn);
        vertx.setTimer(turn.push().patience().toMillis() * 10, timer -> {
            if (heldBack.remove(turn)) {
                enqueue(turn.inOrder());
            }
        });
        next();
    }
}
