package io.waymark.ingest.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads what is to be sent, in order. For one thread. */
final class SpoolReader {

    private final SegmentStore store;
    private final Lanes lanes;
    private final long start;
    private final long opened;
    private final Consumer<Damage> damages;
    private final Deque<Spooled> ahead = new ArrayDeque<>();

    private @Nullable Segment current;
    private int position;
    private volatile long oldest = Long.MAX_VALUE;

    /**
     * @param start what lies before this offset was sent in an earlier run
     * @param opened the first offset of this run: what is damaged before it was told of already
     */
    SpoolReader(SegmentStore store, Lanes lanes, long start, long opened, Consumer<Damage> damages) {
        this.store = store;
        this.lanes = lanes;
        this.start = start;
        this.opened = opened;
        this.damages = damages;
    }

    /**
     * The next records, no two of one lane, so that they may be sent together and fail one by one. Those of the call before
     * must be done with. Empty if there is nothing to send.
     */
    List<Spooled> next(int most, int mostBytes) throws IOException {
        while (ahead.isEmpty() && load()) {}
        List<Spooled> chunk = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        int bytes = 0;
        while (!ahead.isEmpty() && chunk.size() < most && bytes < mostBytes) {
            Spooled each = ahead.element();
            if (!taken.add(lanes.of(each.message()))) {
                break;
            }
            bytes += each.message().size();
            chunk.add(ahead.remove());
        }
        oldest = chunk.isEmpty() ? Long.MAX_VALUE : chunk.get(0).message().time();
        return chunk;
    }

    /** The time of the oldest record that was read and not done with; {@link Long#MAX_VALUE} if there is none. */
    long oldest() {
        return oldest;
    }

    /** Reads on; false if there is nothing to read. */
    private boolean load() throws IOException {
        Segment segment = current == null ? store.first() : current;
        if (segment == null) {
            return false;
        }
        current = segment;
        boolean sealed = segment.sealed();
        int to = segment.position();
        if (position < to) {
            read(segment, to);
            return true;
        }
        if (sealed) {
            store.retire(segment);
            current = null;
            position = 0;
        }
        return sealed;
    }

    private void read(Segment segment, int to) throws IOException {
        Consumer<Damage> noted = damage -> {
            segment.markDamaged();
            damages.accept(damage);
        };
        boolean told = segment.base() < opened;
        long expected = position == 0 ? segment.base() : store.drained();
        SegmentScan scan = new SegmentScan(
                segment.name(), segment.read(position, to), position, expected, told ? damage -> {} : noted);
        for (List<Spooled> records = scan.next(); records != null; records = scan.next()) {
            records.stream().filter(each -> each.offset() >= start).forEach(ahead::add);
        }
        position = to;
    }
}
