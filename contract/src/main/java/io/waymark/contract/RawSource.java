package io.waymark.contract;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which raw record told a scan: where it lies on the broker, and its own id, by which it is known also where it was put
 * back and lies elsewhere. Written as {@code topic-partition@offset#id}.
 *
 * @param topic where it lies
 * @param partition of the topic
 * @param offset of the partition
 * @param id its {@code ce_id}; null in what was written before ids were kept
 */
public record RawSource(String topic, int partition, long offset, @Nullable String id) {

    private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})@(\\d{1,18})(?:#(.*))?");

    /** Reads what {@link #toString} wrote; empty if it is something else. */
    public static Optional<RawSource> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new RawSource(
                        form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3)), form.group(4)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset + (id == null ? "" : "#" + id);
    }
}
