package com.example.parcels;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Events of a parcel that was erased are still in their topic for a while: whoever begins anew reads them, and deletes them
 * again here. But an event may also have no parcel because {@code latest} is not read that far yet, for instance after a kill.
 * So the ends of {@code latest} are noted, and only when reading has passed all of them, events that were read well before
 * are known to have none.
 */
final class Orphans {

    /** Longer than a transaction may last: what is told beside an event is before the ends by then. */
    private static final Duration READ_BEFORE = Duration.ofHours(1);

    private static final long EVERY_NANOS = Duration.ofMinutes(10).toNanos();
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final Consumer<?, ?> consumer;
    private final Tables tables;
    private long next = System.nanoTime();
    private Instant readBefore = Instant.MIN;

    /** Empty while none are waited for. */
    private Map<TopicPartition, Long> ends = Map.of();

    Orphans(Consumer<?, ?> consumer, Tables tables) {
        this.consumer = consumer;
        this.tables = tables;
    }

    /** To be called after each poll; seldom does anything. */
    void forget() throws SQLException {
        if (ends.isEmpty() && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + EVERY_NANOS;
            readBefore = tables.now().minus(READ_BEFORE);
            ends = ends();
        }
        if (!ends.isEmpty() && passed()) {
            tables.forget(readBefore);
            ends = Map.of();
        }
    }

    private Map<TopicPartition, Long> ends() {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(ParcelTable.LATEST, WAIT).stream()
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            return consumer.endOffsets(partitions, WAIT);
        } catch (TimeoutException e) {
            return Map.of(); // next time
        }
    }

    /** By whichever process: all note in one table how far they are. */
    private boolean passed() throws SQLException {
        Map<TopicPartition, Long> positions = tables.positions();
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
    }
}
