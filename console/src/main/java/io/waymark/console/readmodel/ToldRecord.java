package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A record that was read, beside what it says and the tables that it is for. */
public record ToldRecord<V>(ProjectionRepository<V> tables, Change<V> change, ConsumerRecord<byte[], byte[]> record) {

    /** Where it lies. */
    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** The months in whose partitions it may put rows. */
    Stream<Instant> months() {
        return tables.months(change);
    }

    /** Whose journeys it may change. */
    Stream<UUID> travelled() {
        return tables.travelled(change);
    }

    /** Applies those that are for these tables. */
    public static <V> Uni<Void> apply(
            ProjectionRepository<V> tables, SqlConnection connection, List<ToldRecord<?>> told) {
        List<Change<V>> changes = told.stream()
                .filter(one -> one.tables == tables)
                .map(one -> ToldRecord.<V>changeOf(one))
                .toList();
        return changes.isEmpty() ? Uni.createFrom().voidItem() : tables.apply(connection, changes);
    }

    @SuppressWarnings("unchecked") // it is for the tables of V
    private static <V> Change<V> changeOf(ToldRecord<?> told) {
        return (Change<V>) told.change;
    }
}
