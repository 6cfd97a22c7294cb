package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class ShipmentPartitionerTest {

    private static final int PARTITIONS = 6;

    @Test
    void aKeyLiesWhereItsRecordLies() {
        for (int number = 0; number < 1_000; number++) {
            ShipmentId shipment = ShipmentId.of("sto", "77312345" + number);
            String key = WrappedKey.topicKey(shipment, UUID.randomUUID().toString());

            assertThat(partition(Topics.KEYS, key)).isEqualTo(partition(Topics.RAW, shipment.toString()));
        }
    }

    @Test
    void allElseLiesWhereKafkasOwnClientsPutIt() {
        for (int number = 0; number < 1_000; number++) {
            String key = ShipmentId.of("sto", "77312345" + number) + ":more";

            assertThat(partition(Topics.EVENTS, key))
                    .isEqualTo(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), PARTITIONS));
        }
    }

    @Test
    void whatHasNoKeyLiesAnywhere() {
        assertThat(ShipmentPartitioner.partition(Topics.REJECTED.name(), null, PARTITIONS))
                .isBetween(0, PARTITIONS - 1);
    }

    private static int partition(Topic<String, ?> topic, String key) {
        return ShipmentPartitioner.partition(topic.name(), key.getBytes(UTF_8), PARTITIONS);
    }
}
