package io.waymark.notifier.intake;

import static java.util.Objects.requireNonNull;

import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.Shipment;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.notifier.settlement.FactBatch;
import io.waymark.notifier.settlement.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Collects facts and orders from records. A record that is no JSON of its type, or lacks what the ledger needs, throws
 * {@link RuntimeException} and leaves the collection as it was.
 */
final class FactReader implements Gathering {

    private static final Map<String, BiConsumer<FactReader, byte[]>> READERS = Map.of(
            Topics.SHIPMENTS.name(), FactReader::registration,
            Topics.EVENTS.name(), FactReader::event,
            Topics.LATEST.name(), FactReader::shipment,
            Topics.PAYMENTS.name(), FactReader::payment,
            Topics.COMMANDS.name(), FactReader::command);

    private static final JsonSerde<RegisteredShipment> REGISTRATIONS = JsonSerde.of(RegisteredShipment.class);
    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);
    private static final JsonSerde<Shipment> SHIPMENTS = JsonSerde.of(Shipment.class);
    private static final JsonSerde<Payment> PAYMENTS = JsonSerde.of(Payment.class);
    private static final JsonSerde<Command> COMMANDS = JsonSerde.of(Command.class);

    private final List<RegisteredShipment> registrations = new ArrayList<>();
    private final List<TrackingEvent> events = new ArrayList<>();
    private final List<Shipment> shipments = new ArrayList<>();
    private final List<Payment> payments = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private final List<Erasure> erasures = new ArrayList<>();
    private final Map<UUID, String> traces = new HashMap<>();

    /** Of the record that is read next; null if nothing is traced. */
    private @Nullable String traceparent;

    @Override
    public void next(@Nullable String span) {
        traceparent = span;
    }

    @Override
    public void read(Told record) {
        requireNonNull(READERS.get(record.topic())).accept(this, requireNonNull(record.value()));
    }

    void registration(byte[] json) {
        RegisteredShipment shipment = REGISTRATIONS.read(json);
        requireNonNull(shipment.shipmentId(), "shipmentId");
        requireNonNull(shipment.carrier(), "carrier");
        requireNonNull(shipment.trackingNumber(), "trackingNumber");
        shipment.registrations().forEach(FactReader::check);
        registrations.add(shipment);
    }

    private static void check(Registration registration) {
        requireNonNull(registration.merchantId(), "merchantId");
        requireNonNull(registration.goods(), "goods");
        for (SettlementBinding binding : registration.settlements()) {
            requireNonNull(binding.settlementId(), "settlementId");
            requireNonNull(binding.gateway(), "gateway");
        }
    }

    void event(byte[] json) {
        TrackingEvent event = EVENTS.read(json);
        requireNonNull(event.eventId(), "eventId");
        requireNonNull(event.shipmentId(), "shipmentId");
        requireNonNull(event.status(), "status");
        requireNonNull(event.subStatus(), "subStatus");
        requireNonNull(event.evidence(), "evidence");
        requireNonNull(event.recordedAt(), "recordedAt");
        requireNonNull(event.rule(), "rule");
        requireNonNull(event.source(), "source");
        events.add(event);
        if (traceparent != null) {
            traces.put(event.eventId(), traceparent);
        }
    }

    void shipment(byte[] json) {
        Shipment shipment = SHIPMENTS.read(json);
        requireNonNull(shipment.shipmentId(), "shipmentId");
        requireNonNull(shipment.status(), "status");
        shipments.add(shipment);
    }

    void payment(byte[] json) {
        Payment payment = PAYMENTS.read(json);
        requireNonNull(payment.gateway(), "gateway");
        requireNonNull(payment.transactionId(), "transactionId");
        requireNonNull(payment.state(), "state");
        requireNonNull(payment.receivedAt(), "receivedAt");
        payments.add(payment);
    }

    /** A command for another service adds nothing. */
    void command(byte[] json) {
        Command command = COMMANDS.read(json);
        Order.of(command).ifPresent(orders::add);
        Erasure.of(command, Topics.NOTIFIER_GROUP).ifPresent(erasures::add);
    }

    /** Orders to erase, in the order in which they came. */
    List<Erasure> erasures() {
        return List.copyOf(erasures);
    }

    FactBatch batch() {
        return new FactBatch(
                List.copyOf(registrations),
                List.copyOf(events),
                List.copyOf(shipments),
                List.copyOf(payments),
                List.copyOf(orders),
                Map.copyOf(traces));
    }
}
