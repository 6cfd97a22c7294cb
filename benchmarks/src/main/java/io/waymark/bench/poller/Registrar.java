package io.waymark.bench.poller;

import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what the console writes when merchants register parcels. */
final class Registrar implements AutoCloseable {

    /** How long the gateway waits for the proof of such a payment. */
    private static final Duration TERM = Duration.ofDays(30);

    private static final long FIRST_TRANSACTION = 1_484_000_000_000_000_000L;

    private final KafkaProducer<String, byte[]> producer;

    Registrar(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** @param deadline of the parcel's payment, if one waits for it */
    void register(TestParcel parcel, Instant deadline) {
        Registration registration = new Registration(
                "merchant",
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                OffsetDateTime.ofInstant(deadline.minus(TERM), ZoneOffset.UTC),
                null,
                null,
                parcel.bound() ? List.of(binding(parcel)) : List.of(),
                Instant.now());
        RegisteredShipment shipment = new RegisteredShipment(
                parcel.id(), parcel.carrier(), parcel.trackingNumber(), List.of(registration), 1);
        byte[] bytes = Topics.SHIPMENTS.values().serializer().serialize(Topics.SHIPMENTS.name(), shipment);
        producer.send(new ProducerRecord<>(Topics.SHIPMENTS.name(), parcel.id().toString(), bytes));
    }

    private static SettlementBinding binding(TestParcel parcel) {
        String number = parcel.trackingNumber();
        String transaction = Long.toString(FIRST_TRANSACTION + number.hashCode());
        return new SettlementBinding(
                SettlementBinding.idOf("onerway", transaction, number),
                "onerway",
                "",
                transaction,
                SettlementBinding.STC_PAY,
                "STO",
                null,
                "https://track.example.com/" + number);
    }

    @Override
    public void close() {
        producer.close();
    }
}
