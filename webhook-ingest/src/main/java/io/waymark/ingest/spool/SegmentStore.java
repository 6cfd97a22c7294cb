package io.waymark.ingest.spool;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The segments that are not drained yet, in order, the last of which is written; and how far they are drained. */
final class SegmentStore {

    private final Directory directory;
    private final SpoolSettings settings;
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();

    private long drained;
    private long newest = -1;

    SegmentStore(Directory directory, SpoolSettings settings) {
        this.directory = directory;
        this.settings = settings;
    }

    Directory directory() {
        return directory;
    }

    /** Adds one of an earlier run. */
    synchronized void add(Segment segment) {
        newest = Math.max(newest, segment.base());
        segments.put(segment.base(), segment);
    }

    @Nullable
    Segment first() {
        Map.Entry<Long, Segment> first = segments.firstEntry();
        return first == null ? null : first.getValue();
    }

    /** What all of them hold, in bytes. */
    long bytes() {
        return segments.values().stream().mapToLong(Segment::position).sum();
    }

    /**
     * The segment that takes so many more bytes: the last one, or a new one.
     *
     * @param next the offset of the first record to be written
     * @throws SpoolFullException if they would be more than may be
     * @throws IOException if the disk is full or fails
     */
    Segment writable(int bytes, long next) throws IOException {
        if (bytes() + bytes > settings.maxBytes()) {
            throw new SpoolFullException("the spool holds all it may");
        }
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last != null && last.getValue().hasRoomFor(bytes)) {
            return last.getValue();
        }
        return begun(bytes, next);
    }

    private synchronized Segment begun(int bytes, long next) throws IOException {
        if (directory.usable() < settings.segmentBytes() + (long) bytes) {
            throw new IOException("the disk is full");
        }
        segments.values().forEach(Segment::seal);
        int length = Math.max(settings.segmentBytes(), Segment.lengthFor(bytes));
        Segment segment = Segment.create(directory.path(), next, length);
        newest = next;
        writeCursor();
        segments.put(next, segment);
        return segment;
    }

    /** Ends the last segment if it holds something, all of which was sent. */
    synchronized void sealIfDrained() {
        Map.Entry<Long, Segment> last = segments.lastEntry();
        if (last != null && last.getValue().position() > 0 && last.getValue().end() <= drained) {
            last.getValue().seal();
        }
    }

    /** How far they were sent, not on disk yet. */
    synchronized void drained(long offset) {
        drained = Math.max(drained, offset);
    }

    synchronized long drained() {
        return drained;
    }

    /** Makes it known on disk how far they were sent. */
    synchronized void writeCursor() throws IOException {
        new Cursor(drained, newest).write(directory.path());
    }

    /**
     * Takes a segment out that holds nothing more to send: deletes it, or keeps it aside if it is damaged. May be called
     * again if it fails.
     */
    synchronized void retire(Segment segment) throws IOException {
        segments.remove(segment.base());
        if (segments.isEmpty()) {
            newest = -1;
        }
        try {
            writeCursor();
        } catch (IOException full) {
            if (segment.damaged()) {
                throw full;
            }
            // the disk may need the segment's room for it; a crash in between is a hole for the next start, and no loss
            directory.retire(segment);
            writeCursor();
            return;
        }
        directory.retire(segment);
    }

    /**
     * Finds out whether it can be written again.
     *
     * @throws IOException if not
     */
    void probe() throws IOException {
        if (directory.usable() < settings.segmentBytes()) {
            throw new IOException("the disk is full");
        }
        writeCursor();
    }

    /** Lets go of the files. */
    void close() throws IOException {
        for (Segment segment : segments.values()) {
            segment.close();
        }
        directory.close();
    }
}
