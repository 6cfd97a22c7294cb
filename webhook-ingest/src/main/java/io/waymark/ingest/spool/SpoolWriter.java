package io.waymark.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The one thread that writes: all that waits goes to disk in one write and one fsync. */
final class SpoolWriter implements AutoCloseable {

    private static final int BATCH_BYTES = 1 << 20;
    private static final int WRITE_BYTES = 4 << 20;

    /** How large what waits may be altogether: that a disk hangs must not fill the memory. */
    static final int QUEUE_BYTES = 64 << 20;

    /** How long a disk that failed is left alone. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** How often it looks whether there is something else to do than to write. */
    private static final int IDLE_MILLIS = 50;

    private record Waiting(SpoolRecord message, CompletableFuture<Long> done) {}

    private final SegmentStore store;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong queued = new AtomicLong();
    private final long writeWithinNanos;
    private final Thread thread = new Thread(this::run, "spool-writer");

    private long next;
    private long failedAt;
    private volatile @Nullable IOException failure;
    private volatile @Nullable Long writingSince;
    private volatile boolean sealing;
    private volatile boolean closing;

    /**
     * @param next the offset of the first record
     * @param writeWithin after which it does not {@linkplain #works work} while a write lasts
     */
    SpoolWriter(SegmentStore store, long next, Duration writeWithin) {
        this.store = store;
        this.next = next;
        this.writeWithinNanos = writeWithin.toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Completes with the record's offset once it is on disk; fails with an {@link IOException}, at once if too much waits. */
    CompletableFuture<Long> append(SpoolRecord message) {
        if (closing) {
            return CompletableFuture.failedFuture(new IOException("the spool is closed"));
        }
        int size = message.size();
        if (queued.addAndGet(size) > QUEUE_BYTES) {
            queued.addAndGet(-size);
            return CompletableFuture.failedFuture(new SpoolFullException("too much waits for the disk"));
        }
        CompletableFuture<Long> done = new CompletableFuture<>();
        queue.add(new Waiting(message, done));
        return done;
    }

    /** Ends the segment that is written, if all of it was sent, so that it can be deleted. */
    void sealIfDrained() {
        sealing = true;
    }

    /** Whether the last write did not fail, and the one that is under way does not last too long. */
    boolean works() {
        Long since = writingSince;
        return failure == null && (since == null || System.nanoTime() - since <= writeWithinNanos);
    }

    /** Writes what waits and ends. */
    @Override
    public void close() throws InterruptedException {
        closing = true;
        thread.join();
    }

    private void run() {
        try {
            while (!closing || !queue.isEmpty()) {
                Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    writingSince = System.nanoTime();
                    write(group(first));
                }
                lookAfter();
                writingSince = null;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAfter() {
        if (sealing) {
            sealing = false;
            store.sealIfDrained();
        }
        if (failure != null && System.nanoTime() - failedAt >= PAUSE_NANOS) {
            try {
                store.probe();
                failure = null;
            } catch (IOException | RuntimeException still) {
                failed(still);
            }
        }
    }

    private void failed(Exception cause) {
        failedAt = System.nanoTime();
        failure = cause instanceof IOException known ? known : new IOException(cause);
    }

    private List<Waiting> group(Waiting first) {
        List<Waiting> group = new ArrayList<>();
        int bytes = 0;
        for (Waiting each = first; each != null; each = bytes < WRITE_BYTES ? queue.poll() : null) {
            group.add(each);
            bytes += each.message().size();
        }
        return group;
    }

    private void write(List<Waiting> group) {
        int bytes = group.stream().mapToInt(each -> each.message().size()).sum();
        long offset = next;
        Exception failed = failure == null ? attempted(group) : failure;
        queued.addAndGet(-bytes);
        for (Waiting each : group) {
            if (failed == null) {
                each.done().complete(offset++);
            } else {
                each.done().completeExceptionally(failed);
            }
        }
    }

    /** Why it could not be written; null if it could. */
    private @Nullable Exception attempted(List<Waiting> group) {
        try {
            writeAll(group);
            return null;
        } catch (SpoolFullException full) {
            return full;
        } catch (IOException | RuntimeException e) {
            failed(e);
            return failure;
        }
    }

    private void writeAll(List<Waiting> group) throws IOException {
        List<ByteBuffer> batches = encoded(group);
        int bytes = batches.stream().mapToInt(ByteBuffer::remaining).sum();
        Segment segment = store.writable(bytes, next);
        // an offset is never given twice, whatever becomes of the write
        next += group.size();
        try {
            segment.write(batches, next);
        } catch (IOException | RuntimeException e) {
            segment.seal();
            throw e;
        }
    }

    private List<ByteBuffer> encoded(List<Waiting> group) {
        List<ByteBuffer> batches = new ArrayList<>();
        List<SpoolRecord> batch = new ArrayList<>();
        long offset = next;
        int bytes = 0;
        for (Waiting each : group) {
            SpoolRecord message = each.message();
            if (!batch.isEmpty() && bytes + message.size() > BATCH_BYTES) {
                batches.add(BatchRecord.encode(batch, offset));
                offset += batch.size();
                batch.clear();
                bytes = 0;
            }
            batch.add(message);
            bytes += message.size();
        }
        batches.add(BatchRecord.encode(batch, offset));
        return batches;
    }
}
