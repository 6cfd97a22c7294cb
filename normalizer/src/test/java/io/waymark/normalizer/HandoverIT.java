package io.waymark.normalizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.KafkaResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Two numbers of one parcel, whose tasks are different ones, on a real broker. */
@QuarkusTest
@QuarkusTestResource(KafkaResource.class)
class HandoverIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final String FIRST = "777031922725301";
    private static final String SECOND = "777031922725302";

    private final TopicWriter kafka = new TopicWriter(SharedKafka.bootstrapServers());

    @Test
    void theFirstShipmentIsDeliveredByWhatTheSecondNumberIsTold() {
        push(FIRST, "收件", "10");
        push(SECOND, "派件", "18");
        link();
        push(SECOND, "签收", "20");

        List<Shipment> latest = values(new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.LATEST, WITHIN, seen -> values(seen, FIRST).stream()
                        .anyMatch(shipment -> shipment.status() == ShipmentStatus.DELIVERED)));
        Shipment first = latest.get(latest.size() - 1);
        assertThat(first.aliases()).containsExactly("sto:" + SECOND);
        assertThat(first.sequence()).isEqualTo(3);
        List<TrackingEvent> events = values(new TopicReader(SharedKafka.bootstrapServers())
                .readUntil(Topics.EVENTS, WITHIN, seen -> values(seen, FIRST).size() >= 3));
        assertThat(events).extracting(TrackingEvent::sequence).containsExactly(1L, 2L, 3L);
        assertThat(events).extracting(TrackingEvent::rawCode).contains("收件", "派件", "签收");
    }

    private static <V> List<V> values(List<ConsumerRecord<String, V>> records) {
        return values(records, FIRST);
    }

    private static <V> List<V> values(List<ConsumerRecord<String, V>> records, String number) {
        return records.stream()
                .filter(record ->
                        record.key().equals(ShipmentId.of("sto", number).toString()))
                .map(ConsumerRecord::value)
                .toList();
    }

    private void link() {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.putObject("shipment").put("carrier", "sto").put("trackingNumber", FIRST);
        arguments.putObject("alias").put("carrier", "sto").put("trackingNumber", SECOND);
        String id = ShipmentId.of("sto", FIRST).toString();
        kafka.write(
                Topics.COMMANDS,
                id,
                new Command("c-handover", Command.LINK_ALIAS, id, "test", "", "", Instant.EPOCH, arguments));
    }

    private void push(String number, String scanType, String hour) {
        ShipmentId id = ShipmentId.of("sto", number);
        String content = "{\"waybillNo\":\"" + number + "\",\"trace\":{\"opTime\":\"2024-05-02 " + hour
                + ":00:00\",\"scanType\":\"" + scanType + "\"}}";
        RawPayload raw = new RawPayload(
                "id-" + number + scanType,
                "sto",
                id,
                "sto",
                number,
                RawPayload.Route.TRACKING_NUMBER,
                0,
                Instant.now(),
                "application/x-www-form-urlencoded",
                ("content=" + URLEncoder.encode(content, UTF_8)).getBytes(UTF_8),
                Evidence.SIGNED_PUSH,
                "test",
                null);
        kafka.write(Topics.RAW, id.toString(), raw);
    }
}
