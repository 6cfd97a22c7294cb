package io.waymark.ingest;

import io.waymark.ingest.spool.Spool;
import io.waymark.ingest.spool.SpoolRecord;
import io.waymark.ingest.spool.Spooled;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A record out of the spool that is on its way to Kafka, or is put aside. */
final class SpoolSending {

    private final Spooled spooled;
    private volatile boolean done;
    private volatile @Nullable Exception failure;
    private volatile @Nullable Spool aside;
    private volatile @Nullable CompletableFuture<Long> copy;

    SpoolSending(Spooled spooled) {
        this.spooled = spooled;
    }

    Spooled spooled() {
        return spooled;
    }

    SpoolRecord message() {
        return spooled.message();
    }

    /** Whether Kafka has it, or it is put aside. */
    boolean isDone() {
        return done;
    }

    /** Why Kafka did not take it; empty as long as that is not known. */
    Optional<Exception> failure() {
        return Optional.ofNullable(failure);
    }

    /** For the log, without what it says. */
    String reason() {
        return failure().map(why -> why.getClass().getSimpleName()).orElse("none");
    }

    /** Whether Kafka refused it for what it is. */
    boolean isHopeless() {
        return failure().filter(KafkaClient::isTheRecords).isPresent();
    }

    /**
     * Notes what became of it, on any thread. An acknowledgement may come when it is put aside already: then what lies there is
     * not sent.
     *
     * @param why null if Kafka has it
     * @return whether it is done by that
     */
    boolean settle(@Nullable Exception why) {
        Spool into = aside;
        CompletableFuture<Long> there = copy;
        if (why != null) {
            failure = why;
        } else if (into != null && there != null) {
            there.thenAccept(into::skip);
        } else {
            done = true;
        }
        return why == null && there == null;
    }

    /** Begins to put it into another spool. */
    void putAside(Spool into) {
        aside = into;
        copy = into.append(message());
    }

    /** Waits until it lies there; it is done if it does. */
    void awaitAside() throws InterruptedException {
        CompletableFuture<Long> there = copy;
        try {
            if (there != null) {
                there.get();
                done = true;
            }
        } catch (ExecutionException full) {
            // no room there: it stays what it was
        }
    }
}
