package com.example.parcels;

import static java.util.stream.Collectors.groupingBy;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading goes on when partitions are assigned: where the table is. What the table has not begun is read from the
 * beginning, if it is how parcels stand (their topic is compacted: one record for each), and from where the settings
 * say, if it is what happened to them.
 */
final class Beginning implements ConsumerRebalanceListener {

    private final Consumer<?, ?> consumer;
    private final Tables tables;
    private final From from;

    Beginning(Consumer<?, ?> consumer, Tables tables, From from) {
        this.consumer = consumer;
        this.tables = tables;
        this.from = from;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> known = positions();
        Map<String, List<TopicPartition>> begun = partitions.stream()
                .filter(partition -> !known.containsKey(partition))
                .collect(groupingBy(TopicPartition::topic));
        partitions.stream()
                .filter(known::containsKey)
                .forEach(partition -> consumer.seek(partition, known.get(partition)));
        begun.forEach(this::begin);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // what was read is applied and committed before the next poll, in which this is called
    }

    /** There is at least one: with none, Kafka's client would move in all that are assigned. */
    private void begin(String topic, List<TopicPartition> begun) {
        From start = topic.equals(ParcelTable.LATEST) ? Consumer::seekToBeginning : from;
        start.seek(consumer, begun);
        try {
            for (TopicPartition partition : begun) {
                consumer.seek(partition, tables.begin(partition, consumer.position(partition)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<TopicPartition, Long> positions() {
        try {
            return tables.positions();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
