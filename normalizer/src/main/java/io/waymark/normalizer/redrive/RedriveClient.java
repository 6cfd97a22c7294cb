package io.waymark.normalizer.redrive;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Puts back what lies among a topic's dead letters. What was put back is remembered as the committed offsets of a consumer group;
 * they are committed after the records are acknowledged, so that a run that is cut short leaves none behind and may put some back
 * twice. They are read anew for each batch: what an order puts back meanwhile is left out, and stays remembered.
 *
 * <p>Only what lies there at the beginning is read: a record that dies again waits for the next run.
 */
public final class RedriveClient implements AutoCloseable {

    /** Where a record lay: {@code topic-partition@offset}. */
    public static final String REDRIVEN = "redriven";

    private static final String WHY = "dead-letter-reason";

    private final RedriveOptions options;
    private final String deadLetters;
    private final LetterClient letters;

    /** @param settings of Kafka's clients, the bootstrap servers among them */
    public RedriveClient(RedriveOptions options, Properties settings) {
        this.options = options;
        this.deadLetters = "dlq." + Topics.NORMALIZER_GROUP + "." + options.topic();
        this.letters = new LetterClient(settings);
    }

    /**
     * Puts back what lies there.
     *
     * @return how many records, by the reason they died for
     * @throws IllegalStateException if Kafka refuses one; those before it are put back
     */
    public Map<String, Integer> run() {
        Set<TopicPartition> partitions = letters.partitions(deadLetters);
        Map<TopicPartition, Long> ends = letters.ends(partitions);
        letters.begin(beginnings(partitions, handled(partitions)));
        Map<String, Integer> reasons = new TreeMap<>();
        while (partitions.stream().anyMatch(one -> letters.position(one) < of(ends, one))) {
            ConsumerRecords<byte[], byte[]> polled = letters.poll();
            Map<TopicPartition, Handled> handled = handled(partitions);
            for (TopicPartition partition : polled.partitions()) {
                List<ConsumerRecord<byte[], byte[]>> batch = polled.records(partition).stream()
                        .filter(letter -> letter.offset() < of(ends, partition)
                                && !of(handled, partition).contains(letter.offset()))
                        .toList();
                batch.forEach(letter -> reasons.merge(reason(letter), 1, Integer::sum));
                putBack(partition, batch);
            }
            remember(ends);
        }
        return reasons;
    }

    /** What is to be left out. */
    private Map<TopicPartition, Handled> handled(Set<TopicPartition> partitions) {
        Map<TopicPartition, Handled> handled = letters.handled(partitions);
        options.fromOffset().ifPresent(offset -> handled.replaceAll((partition, one) -> Handled.NOTHING));
        return handled;
    }

    private Map<TopicPartition, Long> beginnings(Set<TopicPartition> partitions, Map<TopicPartition, Handled> handled) {
        Map<TopicPartition, Long> from = new HashMap<>();
        letters.beginnings(partitions)
                .forEach((partition, first) -> from.put(
                        partition,
                        Math.max(
                                first,
                                options.fromOffset()
                                        .orElse(of(handled, partition).next()))));
        return from;
    }

    private static <T> T of(Map<TopicPartition, T> all, TopicPartition partition) {
        return Objects.requireNonNull(all.get(partition));
    }

    private void putBack(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> batch) {
        if (options.dryRun() || batch.isEmpty()) {
            return;
        }
        letters.putBack(options.topic(), batch);
        OffsetRanges offsets =
                OffsetRanges.of(batch.stream().map(ConsumerRecord::offset).toList());
        letters.tell(Tidings.redriven(Command.REDRIVE, deadLetters, partition.partition(), offsets, Instant.now()));
    }

    private void remember(Map<TopicPartition, Long> ends) {
        if (options.dryRun()) {
            return;
        }
        Map<TopicPartition, Handled> handled = letters.handled(ends.keySet());
        handled.replaceAll((partition, one) -> one.upTo(Math.min(letters.position(partition), of(ends, partition))));
        letters.keep(handled);
    }

    private static String reason(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(CloudEvent.header(record.headers(), WHY)).orElse("no reason given");
    }

    @Override
    public void close() {
        letters.close();
    }
}
