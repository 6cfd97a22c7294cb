package io.waymark.bench.endtoend;

import io.waymark.bench.SamplePush;
import io.waymark.contract.Goods;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Parcels on the day of their delivery: registered, each with an STC Pay settlement at Onerway that waits for it, and with a
 * push of four nodes ready, the newest of which is the signature.
 */
final class Parcels {

    private static final String CARRIER = "yto";
    private static final int NODES = 4;
    private static final long FIRST_TRANSACTION = 1_484_000_000_000_000_000L;

    private final List<String> numbers;
    private final List<ShipmentId> ids;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<byte[]> forms;

    /** @param prefix of their numbers, by which no other parcel begins */
    Parcels(String prefix, int count) {
        numbers = IntStream.range(0, count)
                .mapToObj(parcel -> prefix + (1_000_000 + parcel))
                .toList();
        ids = numbers.stream().map(number -> ShipmentId.of(CARRIER, number)).toList();
        forms = numbers.stream().map(number -> SamplePush.form(number, NODES)).toList();
        for (int parcel = 0; parcel < count; parcel++) {
            places.put(ids.get(parcel).toString(), parcel);
            places.put(numbers.get(parcel), parcel);
        }
    }

    int count() {
        return numbers.size();
    }

    /** Below which the push of a parcel is made. */
    String path(int parcel) {
        return "/callbacks/kuaidi100/" + ids.get(parcel) + "?s=1";
    }

    byte[] form(int parcel) {
        return forms.get(parcel);
    }

    /** Which parcel has this shipment id or tracking number; -1 if none of these has. */
    int place(String name) {
        return places.getOrDefault(name, -1);
    }

    /** As the console writes it. */
    void register(Producer<String, byte[]> producer) {
        for (int parcel = 0; parcel < count(); parcel++) {
            RegisteredShipment shipment = shipment(ids.get(parcel), numbers.get(parcel));
            byte[] bytes = Topics.SHIPMENTS.values().serializer().serialize(Topics.SHIPMENTS.name(), shipment);
            producer.send(new ProducerRecord<>(
                    Topics.SHIPMENTS.name(), ids.get(parcel).toString(), bytes));
        }
        producer.flush();
    }

    private static RegisteredShipment shipment(ShipmentId id, String number) {
        String transaction = Long.toString(FIRST_TRANSACTION + number.hashCode());
        SettlementBinding binding = new SettlementBinding(
                SettlementBinding.idOf("onerway", transaction, number),
                "onerway",
                "",
                transaction,
                SettlementBinding.STC_PAY,
                "STO",
                null,
                "https://track.example.com/" + number);
        Registration registration = new Registration(
                "merchant",
                null,
                null,
                null,
                null,
                Tracking.NONE,
                List.of(),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(binding),
                Instant.now());
        return new RegisteredShipment(id, CARRIER, number, List.of(registration), 1);
    }
}
