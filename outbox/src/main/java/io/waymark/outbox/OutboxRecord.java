package io.waymark.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

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

    byte[] payload;
}
