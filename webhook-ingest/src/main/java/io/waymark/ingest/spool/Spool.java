package io.waymark.ingest.spool;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Keeps records on disk until they are sent. What {@link #append} told of survives the death of the process and of the
 * machine at any moment; what is sent may, after such a death, be sent again.
 *
 * <p>Any thread appends; one thread reads and drains.
 */
public final class Spool implements AutoCloseable {

    private final SpoolSettings settings;
    private final Lanes lanes = new Lanes();
    private final AtomicLong records = new AtomicLong();
    private final ConcurrentSkipListSet<Long> skipped = new ConcurrentSkipListSet<>();
    private final SegmentStore store;
    private final SpoolWriter writer;
    private final SpoolReader reader;

    /** Where what was {@linkplain #next read} last ends. */
    private long readTo;

    /**
     * Looks through all that an earlier run left, which is then the first to be drained.
     *
     * @param damages is told, now and later, of whatever is not as it was written
     * @throws IOException if the directory cannot be used, or another process uses it
     */
    public Spool(SpoolSettings settings, Consumer<Damage> damages) throws IOException {
        this.settings = settings;
        this.store = new SegmentStore(Directory.take(settings.directory()), settings);
        SpoolOpening opening = new SpoolOpening(store, this::found, damages);
        opening.run();
        opening.settle();
        this.writer = new SpoolWriter(store, opening.next(), settings.writeWithin());
        this.reader = new SpoolReader(store, lanes, store.drained(), opening.next(), damages);
        writer.start();
    }

    /** Whether nothing of the record's key waits here, so that it may overtake what does. */
    public boolean isFree(SpoolRecord message) {
        return lanes.isFree(message);
    }

    /**
     * Appends a record after all that were appended before. Completes on the writer's thread, with its offset, once it is on
     * disk; fails with an {@link IOException} where it could not be written: {@link SpoolFullException} where it is full, or
     * too much waits for the disk already.
     */
    public CompletableFuture<Long> append(SpoolRecord message) {
        found(message);
        return writer.append(message).whenComplete((offset, failure) -> {
            if (failure != null) {
                gone(message);
            }
        });
    }

    /**
     * The oldest records, in order, no two of one lane; each call goes on after the call before, whose records are
     * {@link #done} with by then.
     *
     * @param most how many
     * @param mostBytes how large together; a single record may be larger
     */
    public List<Spooled> next(int most, int mostBytes) throws IOException {
        while (true) {
            List<Spooled> chunk = new ArrayList<>(reader.next(most, mostBytes));
            if (chunk.isEmpty()) {
                return chunk;
            }
            readTo = chunk.stream().mapToLong(Spooled::offset).max().orElseThrow() + 1;
            chunk.removeIf(this::isNeedless);
            if (!chunk.isEmpty()) {
                return chunk;
            }
            store.drained(readTo);
        }
    }

    /** Kafka has the record of that offset by another way, so that it need not be sent if it was not yet. */
    public void skip(long offset) {
        skipped.add(offset);
        skipped.headSet(store.drained()).clear();
    }

    /** All that {@link #next} gave last were sent; what lies between and behind them and is skipped is then done with too. */
    public void done(List<Spooled> sent) {
        store.drained(readTo);
        sent.forEach(each -> gone(each.message()));
    }

    /** Remembers on disk what is {@link #done}: a restart goes on from here. */
    public void remember() throws IOException {
        store.writeCursor();
    }

    /** Gives the disk space back, once all is sent. */
    public void trim() {
        writer.sealIfDrained();
    }

    /** Keeps a record aside that Kafka refuses for what it is, in the folder {@code refused}. It is not done by that. */
    public void refuse(Spooled refused) throws IOException {
        store.directory().refuse(refused);
    }

    /** How many records wait, those being written included and those that are being sent. */
    public long records() {
        return records.get();
    }

    /** What the files hold, in bytes, sent or not. */
    public long bytes() {
        return store.bytes();
    }

    /** How many bytes it may still take; 0 while it cannot be written to, or a write takes too long. */
    public long room() {
        return writer.works() ? Math.max(0, settings.maxBytes() - store.bytes()) : 0;
    }

    /** How much of what it may hold is free, from 0 to 1; 0 while it cannot be written to. */
    public double roomRatio() {
        return (double) room() / settings.maxBytes();
    }

    /** When the oldest record was made, in milliseconds since 1970; {@link Long#MAX_VALUE} if nothing is being sent. */
    public long oldest() {
        return reader.oldest();
    }

    /** Writes what was appended, and lets go of the directory. To be called when nobody reads any more. */
    @Override
    public void close() throws IOException {
        try {
            writer.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        store.writeCursor();
        store.close();
    }

    private boolean isNeedless(Spooled each) {
        boolean needless = skipped.remove(each.offset());
        if (needless) {
            gone(each.message());
        }
        return needless;
    }

    private void found(Spooled each) {
        found(each.message());
    }

    private void found(SpoolRecord message) {
        lanes.enter(message);
        records.incrementAndGet();
    }

    private void gone(SpoolRecord message) {
        lanes.leave(message);
        records.decrementAndGet();
    }
}
