package com.example.parcels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.examples.Schema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Two processes at the same tables, of which one does not know yet that it lost a partition. */
class TablesIT {

    private static final TopicPartition LATEST = new TopicPartition(ParcelTable.LATEST, 0);
    private static final String SHIPMENT = UUID.randomUUID().toString();
    private static final String PARCEL =
            """
            {"shipmentId": "%s", "carrier": "sto", "trackingNumber": "TL1", "status": "IN_TRANSIT", "subStatus": "MOVING",
             "monitoring": "ACTIVE", "sequence": 1, "revision": 1}"""
                    .formatted(SHIPMENT);

    @Test
    void whoLostAPartitionDoesNotBringBackWhatWasErasedMeanwhile() throws Exception {
        Schema schema = new Schema("lost_partition");
        try (Tables loser = Tables.open(schema.url());
                Tables owner = Tables.open(schema.url())) {
            loser.begin(LATEST, 10);
            owner.apply(read(10, PARCEL));
            assertThat(schema.rows("select tracking_number from parcel")).containsExactly("TL1");
            owner.apply(read(11, null));

            loser.apply(read(10, PARCEL));

            assertThat(schema.rows("select tracking_number from parcel")).isEmpty();
            assertThat(owner.positions()).containsEntry(LATEST, 12L);
        }
    }

    private static ConsumerRecords<String, byte[]> read(long offset, String value) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(
                LATEST.topic(), LATEST.partition(), offset, SHIPMENT, value == null ? null : value.getBytes(UTF_8));
        return new ConsumerRecords<>(
                Map.of(LATEST, List.of(record)), Map.of(LATEST, new OffsetAndMetadata(offset + 1)));
    }
}
