package io.waymark.normalizer.redrive;

import io.waymark.contract.OffsetRanges;
import io.waymark.contract.OffsetRanges.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Which records of a partition of dead letters were put back. Kept as the offset of a consumer group, and what lies beyond it in
 * the text that Kafka keeps beside an offset. That has room for some hundred ranges: where there are more, the last are forgotten, and
 * may be put back once more.
 *
 * @param next all before it
 * @param beyond and these, all after it
 */
record Handled(long next, OffsetRanges beyond) {

    /** Brokers keep 4096 bytes unless they are told otherwise ({@code offset.metadata.max.bytes}). */
    private static final int MOST_CHARACTERS = 3500;

    /** Nothing yet. */
    static final Handled NOTHING = new Handled(0, OffsetRanges.NONE);

    /** @param text as {@link #text} wrote it; anything else says nothing */
    static Handled of(long next, String text) {
        try {
            return new Handled(next, OffsetRanges.NONE).with(OffsetRanges.parse(text));
        } catch (IllegalArgumentException somebodyElses) {
            return new Handled(next, OffsetRanges.NONE);
        }
    }

    boolean contains(long offset) {
        return offset < next || beyond.contains(offset);
    }

    /** These too. */
    Handled with(OffsetRanges more) {
        OffsetRanges all = beyond.with(more).from(next);
        List<Range> ranges = all.ranges();
        return !ranges.isEmpty() && ranges.get(0).first() == next
                ? upTo(ranges.get(0).last() + 1, all)
                : new Handled(next, all);
    }

    /** And all before that offset. */
    Handled upTo(long offset) {
        return upTo(Math.max(next, offset), beyond).with(OffsetRanges.NONE);
    }

    private static Handled upTo(long offset, OffsetRanges all) {
        return new Handled(offset, all.from(offset));
    }

    /** From where on it is not known what lies there, before that offset. */
    long edgeBefore(long offset) {
        return beyond.ranges().stream()
                .filter(range -> range.last() < offset)
                .mapToLong(range -> range.last() + 1)
                .max()
                .orElse(Math.min(next, offset));
    }

    /** What lies beyond, as much as there is room for. */
    String text() {
        String text = beyond.toString();
        List<Range> kept = new ArrayList<>(beyond.ranges());
        while (text.length() > MOST_CHARACTERS) {
            kept = kept.subList(0, kept.size() * 9 / 10);
            text = new OffsetRanges(kept).toString();
        }
        return text;
    }
}
