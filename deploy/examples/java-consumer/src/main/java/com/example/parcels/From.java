package com.example.parcels;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** From where events are read by a table that has none yet. */
interface From {

    /** Moves the consumer there, in partitions that are its own. */
    void seek(Consumer<?, ?> consumer, Collection<TopicPartition> partitions);

    /**
     * Reads one of these forms:
     *
     * <ul>
     *   <li>{@code earliest}: from the oldest event that is kept
     *   <li>{@code latest}: only what comes from now on
     *   <li>{@code 2026-11-01T00:00:00Z}: what Waymark received at that time or later, whenever it happened
     *   <li>{@code 0:120,1:99}: partition and offset; partitions that are not named from the oldest
     * </ul>
     *
     * @throws IllegalArgumentException if it is none of them
     */
    static From parse(String text) {
        if (text.equals("earliest")) {
            return Consumer::seekToBeginning;
        }
        if (text.equals("latest")) {
            return Consumer::seekToEnd;
        }
        return text.matches("\\d+:\\d+(,\\d+:\\d+)*") ? offsets(text) : time(text);
    }

    private static From offsets(String text) {
        Map<Integer, Long> offsets = Arrays.stream(text.split(",", -1))
                .map(pair -> pair.split(":", -1))
                .collect(Collectors.toMap(pair -> Integer.valueOf(pair[0]), pair -> Long.valueOf(pair[1])));
        return (consumer, partitions) -> {
            consumer.seekToBeginning(partitions);
            partitions.stream()
                    .filter(partition -> offsets.containsKey(partition.partition()))
                    .forEach(partition -> consumer.seek(partition, offsets.get(partition.partition())));
        };
    }

    private static From time(String text) {
        long millis = instant(text).toEpochMilli();
        return (consumer, partitions) -> {
            Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(
                    partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> millis)));
            for (TopicPartition partition : partitions) {
                OffsetAndTimestamp first = found.get(partition);
                if (first == null) { // nothing so new yet
                    consumer.seekToEnd(List.of(partition));
                } else {
                    consumer.seek(partition, first.offset());
                }
            }
        };
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "FROM is earliest, latest, a time like 2026-11-01T00:00:00Z, or offsets like 0:120,1:99", e);
        }
    }
}
