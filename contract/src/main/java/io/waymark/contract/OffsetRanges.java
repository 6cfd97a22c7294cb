package io.waymark.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Offsets of one partition, written short: {@code 3-7,12}. Immutable.
 *
 * @param ranges in ascending order; none touches another
 */
public record OffsetRanges(List<Range> ranges) {

    /** No offset. */
    public static final OffsetRanges NONE = new OffsetRanges(List.of());

    private static final Pattern FORM = Pattern.compile("\\d{1,18}(-\\d{1,18})?(,\\d{1,18}(-\\d{1,18})?)*");

    /** Offsets one after the other, from {@code first} to {@code last}, both included. */
    public record Range(long first, long last) {

        long size() {
            return last - first + 1;
        }

        private boolean touches(Range next) {
            return next.first <= last + 1;
        }

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** Those offsets, in whatever order they are given. */
    public static OffsetRanges of(Collection<Long> offsets) {
        return joined(new TreeSet<>(offsets)
                .stream().map(offset -> new Range(offset, offset)).toList());
    }

    /**
     * Reads what {@link #toString} wrote; the ranges may be in any order. Empty text is no offset.
     *
     * @throws IllegalArgumentException if it is something else, or a range ends before it begins
     */
    public static OffsetRanges parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not offsets");
        }
        List<Range> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            Range range = new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
            if (range.size() < 1) {
                throw new IllegalArgumentException("offsets that end before they begin");
            }
            ranges.add(range);
        }
        ranges.sort(Comparator.comparingLong(Range::first));
        return joined(ranges);
    }

    private static OffsetRanges joined(List<Range> ascending) {
        List<Range> joined = new ArrayList<>();
        for (Range range : ascending) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && before.touches(range)) {
                joined.set(joined.size() - 1, new Range(before.first, Math.max(before.last, range.last)));
            } else {
                joined.add(range);
            }
        }
        return new OffsetRanges(List.copyOf(joined));
    }

    /** These and the others. */
    public OffsetRanges with(OffsetRanges others) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(others.ranges);
        all.sort(Comparator.comparingLong(Range::first));
        return joined(all);
    }

    /** Of these those that are not before {@code offset}. */
    public OffsetRanges from(long offset) {
        return new OffsetRanges(ranges.stream()
                .filter(range -> range.last >= offset)
                .map(range -> new Range(Math.max(range.first, offset), range.last))
                .toList());
    }

    /** Whether that is one of them. */
    public boolean contains(long offset) {
        return ranges.stream().anyMatch(range -> range.first <= offset && offset <= range.last);
    }

    /** How many they are. */
    public long size() {
        return ranges.stream().mapToLong(Range::size).sum();
    }

    /** Each of them, in ascending order. */
    public LongStream offsets() {
        return ranges.stream().flatMapToLong(range -> LongStream.rangeClosed(range.first, range.last));
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }
}
