package io.waymark.ingest.spool;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record as it is to be sent, whether it goes to Kafka at once or by way of the spool.
 *
 * @param kafka with topic, key, time, value and headers; without a partition
 */
public record SpoolRecord(ProducerRecord<String, byte[]> kafka) {

    /** What a record takes besides its key and value: headers and lengths, generously. */
    private static final int OVERHEAD = 512;

    /** Records of one topic and key have one lane, and so may others: what is in one lane is sent one after the other. */
    int hash() {
        return 31 * kafka.topic().hashCode() + kafka.key().hashCode();
    }

    /** Bytes on disk, about. */
    int size() {
        return OVERHEAD + kafka.key().length() + kafka.value().length;
    }

    /** Its time, in milliseconds since 1970. */
    long time() {
        return kafka.timestamp();
    }
}
