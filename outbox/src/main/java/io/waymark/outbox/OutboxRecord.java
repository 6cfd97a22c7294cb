package io.waymark.outbox;

import io.waymark.contract.JsonSerde;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;

/**
 * One Kafka record that waits to be sent. The order of the records is in the column {@code id}, which is PostgreSQL's own:
 * a record whose id need not be fetched is inserted in one batch with others.
 */
@Entity
@Table(name = "outbox")
@IdClass(OutboxRecord.Key.class)
class OutboxRecord {

    /** Which record: among its headers is the CloudEvents id. */
    record Key(String topic, String key, String headers) {}

    private static final JsonSerde<Object> TEXTS = JsonSerde.of(Object.class);

    /** Which relay sends it: all records of one key have the same. */
    int shard;

    @Id
    String topic;

    @Id
    @Column(name = "record_key")
    String key;

    /** The record's headers as a JSON object of texts. */
    @Id
    String headers;

    /** The record's value; of a tombstone no bytes, which no value has. */
    byte[] payload;

    /** The row in which a record waits. */
    static <V> OutboxRecord of(OutboxEntry<V> entry) {
        OutboxRecord row = new OutboxRecord();
        row.shard = Math.floorMod(entry.key().hashCode(), OutboxRepository.SHARDS);
        row.topic = entry.topic().name();
        row.key = entry.key();
        V value = entry.value();
        Headers headers = value == null
                ? entry.attributes().headersWithoutValue()
                : entry.attributes().headers();
        row.headers = new String(TEXTS.write(texts(headers)), StandardCharsets.UTF_8);
        row.payload = value == null
                ? new byte[0]
                : entry.topic().values().serializer().serialize(row.topic, value);
        return row;
    }

    private static Map<String, String> texts(Headers headers) {
        Map<String, String> texts = new TreeMap<>();
        headers.forEach(header -> texts.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }
}
