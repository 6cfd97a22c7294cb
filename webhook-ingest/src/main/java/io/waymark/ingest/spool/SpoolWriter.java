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
import org.jspecify.annotations.Nullable;

/** The one thread that writes: all that waits goes to disk in one write and one fsync. */
final class SpoolWriter implements AutoCloseable {

    private static final int BATCH_BYTES = 1 << 20;
    private static final int WRITE_BYTES = 4 << 20;

    /** How long a disk that failed is left alone. */
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    /** How often it looks whether there is something else to do than to write. */
    private static final int IDLE_MILLIS = 50;

    private record Waiting(SpoolRecord message, CompletableFuture<Long> done) {}

    private final SegmentStore store;
    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "spool-writer");

    private long next;
    private long failedAt;
    private volatile @Nullable IOException failure;
    private volatile boolean sealing;
    private volatile boolean closing;

    /** @param next the offset of the first record */
    SpoolWriter(SegmentStore store, long next) {
        this.store = store;
        this.next = next;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Completes with the record's offset once it is on disk; fails with an {@link IOException}. */
    CompletableFuture<Long> append(SpoolRecord message) {
        CompletableFuture<Long> done = new CompletableFuture<>();
        if (closing) {
            done.completeExceptionally(new IOException("the spool is closed"));
        } else {
            queue.add(new Waiting(message, done));
        }
        return done;
    }

    /** Ends the segment that is written, if all of it was sent, so that it can be deleted. */
    void sealIfDrained() {
        sealing = true;
    }

    /** Why nothing can be written; null if it can. */
    @Nullable
    IOException failure() {
        return failure;
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
                    write(group(first));
                }
                lookAfter();
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
            } catch (IOException still) {
                failed(still);
            }
        }
    }

    private void failed(IOException cause) {
        failedAt = System.nanoTime();
        failure = cause;
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
        IOException earlier = failure;
        if (earlier != null) {
            fail(group, earlier);
            return;
        }
        long offset = next;
        try {
            writeAll(group);
        } catch (IOException e) {
            if (!(e instanceof SpoolFullException)) {
                failed(e);
            }
            fail(group, e);
            return;
        }
        for (Waiting each : group) {
            each.done().complete(offset++);
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
        } catch (IOException e) {
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

    private static void fail(List<Waiting> group, IOException cause) {
        group.forEach(each -> each.done().completeExceptionally(cause));
    }
}
