package io.waymark.ingest;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Topic;

/**
 * What is to be written to Kafka before a callback is answered.
 *
 * @param attributes {@code ce_time} is the record's time too
 */
record Fact<V>(Topic<String, V> topic, String key, V value, CloudEvent attributes) {

    static final String SOURCE = "/waymark/webhook-ingest";
}
