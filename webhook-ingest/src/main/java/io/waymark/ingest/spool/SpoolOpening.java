package io.waymark.ingest.spool;

import io.waymark.ingest.spool.Damage.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks through what an earlier run left, every byte of it, before anything is added. */
final class SpoolOpening {

    private final SegmentStore store;
    private final Consumer<Spooled> found;
    private final Consumer<Damage> damages;

    /** Segments of which nothing can be read. Their names may be needed. */
    private final List<Segment> empty = new ArrayList<>();

    private long drained;
    private long next;

    /**
     * @param found gets every record that is still to be sent
     * @param damages gets all that is not as it was written
     */
    SpoolOpening(SegmentStore store, Consumer<Spooled> found, Consumer<Damage> damages) {
        this.store = store;
        this.found = found;
        this.damages = damages;
    }

    /** Fills the store. */
    void run() throws IOException {
        Map<Long, Path> files = store.directory().segments();
        Optional<Cursor> cursor = cursor(files);
        drained = cursor.map(Cursor::drained).orElse(0L);
        next = cursor.isPresent()
                ? drained
                : files.keySet().stream().findFirst().orElse(0L);
        store.drained(drained);
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            look(Segment.open(file.getValue(), file.getKey()));
        }
        long newest = cursor.map(Cursor::newest).orElse(-1L);
        if (newest >= 0 && !files.containsKey(newest)) {
            damages.accept(new Damage(Kind.TAIL, Segment.name(newest), 0, next, 0));
            next = Math.max(next, newest + 1);
        }
    }

    /** Writes down what was found, so that the next opening does not tell of it again. */
    void settle() throws IOException {
        store.writeCursor();
        for (Segment segment : empty) {
            store.directory().retire(segment);
        }
    }

    /** The first offset that was never given to a record. */
    long next() {
        return next;
    }

    private Optional<Cursor> cursor(Map<Long, Path> files) throws IOException {
        if (!Cursor.exists(store.directory().path())) {
            return files.isEmpty() ? Optional.of(new Cursor(0, -1)) : lost();
        }
        Optional<Cursor> cursor = Cursor.read(store.directory().path());
        return cursor.isPresent() ? cursor : lost();
    }

    private Optional<Cursor> lost() {
        damages.accept(new Damage(Kind.CURSOR, Cursor.FILE, 0, 0, 0));
        return Optional.empty();
    }

    private void look(Segment segment) throws IOException {
        Consumer<Damage> noted = damage -> {
            segment.markDamaged();
            damages.accept(damage);
        };
        ByteBuffer bytes = segment.readAll();
        // a segment whose beginning was sent may begin before what is expected
        long expected = segment.base() <= drained ? segment.base() : next;
        SegmentScan scan = new SegmentScan(segment.name(), bytes, 0, expected, noted);
        for (List<Spooled> records = scan.next(); records != null; records = scan.next()) {
            records.stream().filter(each -> each.offset() >= drained).forEach(found);
        }
        if (!segment.hasMark() || !zero(bytes, scan.position())) {
            noted.accept(new Damage(Kind.TAIL, segment.name(), scan.position(), scan.expected(), 0));
        }
        if (scan.position() == 0 && segment.base() > next) {
            noted.accept(new Damage(Kind.HOLE, segment.name(), 0, next, segment.base() - next));
            next = segment.base();
        }
        next = Math.max(next, scan.expected());
        if (scan.position() == 0) {
            empty.add(segment);
            return;
        }
        // the name of a file that is not where it belongs is not given again
        next = Math.max(next, segment.base() + 1);
        segment.readable(scan.position(), scan.expected());
        store.add(segment);
    }

    private static boolean zero(ByteBuffer bytes, int from) {
        for (int i = from; i < bytes.limit(); i++) {
            if (bytes.get(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
