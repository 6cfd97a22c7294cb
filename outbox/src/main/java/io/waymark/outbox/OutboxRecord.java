package io.waymark.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One Kafka record that waits to be sent. */
@Entity
@Table(name = "outbox")
class OutboxRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    /** Which relay sends it: all records of one key have the same. */
    int shard;

    String topic;

    @Column(name = "record_key")
    String key;

    /** The record's headers as a JSON object of texts. */
    String headers;

    byte[] payload;
}
