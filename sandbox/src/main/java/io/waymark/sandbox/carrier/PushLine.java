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
    private final String provider;
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final Deque<Outgoing> heldBack = new ArrayDeque<>();
    private boolean busy;

    /** @param orderly whether nothing shall go wrong with it any more */
    private record Turn(Outgoing push, boolean orderly) {}

    PushLine(Vertx vertx, PushClient client, Faults faults, String provider) {
        this.vertx = vertx;
        this.client = client;
        this.faults = faults;
        this.provider = provider;
    }

    void add(Outgoing push) {
        enqueue(new Turn(push, false));
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
            attempt(push, push, 1);
            return;
        }
        switch (fault.get()) {
            case DUPLICATE -> {
                waiting.addFirst(new Turn(push, true));
                attempt(push, push, 1);
            }
            case REORDER -> holdBack(push);
            case BAD_SIGNATURE -> attempt(push.forged(), push, 1); // repeated with the right one
            case DROP -> next();
            default -> attempt(push, push, 1); // not of this direction
        }
    }

    /** @param repeat what is sent if this is not acknowledged */
    private void attempt(Outgoing push, Outgoing repeat, int number) {
        client.send(push).onComplete(sent -> {
            if (sent.succeeded() && sent.result()) {
                done();
            } else if (number < ATTEMPTS) {
                vertx.setTimer(push.patience().toMillis(), timer -> attempt(repeat, repeat, number + 1));
            } else {
                LOG.log(Level.WARNING, "push given up provider={0} attempt={1}", provider, number);
                done();
            }
        });
    }

    private void done() {
        while (!heldBack.isEmpty()) {
            waiting.addFirst(new Turn(heldBack.removeLast(), true));
        }
        next();
    }

    /** Until the next push is through, or for want of one until its own patience has ended ten times. */
    private void holdBack(Outgoing push) {
        heldBack.add(push);
        vertx.setTimer(push.patience().toMillis() * 10, timer -> {
            if (heldBack.remove(push)) {
                enqueue(new Turn(push, true));
            }
        });
        next();
    }
}
