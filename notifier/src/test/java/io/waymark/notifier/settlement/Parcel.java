package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.Payment;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.SettlementBinding;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One parcel of a test, as the other services would tell of it. Every parcel has its own number and transaction. */
final class Parcel {

    private final String carrier;
    private OffsetDateTime transactedAt;
    final String number;
    final String transaction;
    final ShipmentId id;
    final UUID settlementId;
    private final TopicWriter writer;
    private final String gateway;
    private long registrations = 1;
    private long sequence;
    private long revision;

    Parcel(String number) {
        this("sto", number);
    }

    Parcel(String carrier, String number) {
        this(carrier, number, "onerway", new TopicWriter(SharedKafka.bootstrapServers()));
    }

    Parcel(String carrier, String number, String gateway, TopicWriter writer) {
        this.carrier = carrier;
        this.number = number;
        this.gateway = gateway;
        this.writer = writer;
        this.transaction = Long.toString(1_484_000_000_000_000_000L + number.hashCode());
        this.id = ShipmentId.of(carrier, number);
        this.settlementId = SettlementBinding.idOf(gateway, transaction, number);
    }

    /** As an argument of the registrations to come. */
    void transactedAt(Instant at) {
        transactedAt = at.atOffset(ZoneOffset.ofHours(8));
    }

    void registered() {
        registered(gateway, "STC_PAY", "STO");
    }

    void registered(String gateway, String method, String carrierCode) {
        register(new SettlementBinding(
                settlementId, gateway, "", transaction, method, carrierCode, null, trackingUrl(gateway)));
    }

    /** With one of the merchant's further accounts. */
    void registeredWith(String account) {
        register(new SettlementBinding(
                settlementId, gateway, account, transaction, "STC_PAY", "STO", null, trackingUrl(gateway)));
    }

    /** By its order number alone. */
    void registeredByOrder() {
        register(new SettlementBinding(
                settlementId, gateway, "", null, "STC_PAY", "STO", transaction, trackingUrl(gateway)));
    }

    /** As {@link #registeredByOrder} said, and the transaction, which has become known. */
    void completed() {
        registrations++;
        register(new SettlementBinding(
                settlementId, gateway, "", transaction, "STC_PAY", "STO", transaction, trackingUrl(gateway)));
    }

    private void register(SettlementBinding binding) {
        Registration registration = new Registration(
                "default",
                null,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of(),
                Goods.PHYSICAL,
                false,
                transactedAt,
                null,
                null,
                List.of(binding),
                Instant.EPOCH);
        write(
                Topics.SHIPMENTS,
                id.toString(),
                new RegisteredShipment(id, carrier, number, List.of(registration), registrations));
    }

    private static @Nullable String trackingUrl(String gateway) {
        return gateway.equals("asiabill") ? "https://track.example.com/773" : null;
    }

    /** Tells of a new scan and of the status that follows from it. */
    TrackingEvent scanned(SubStatus subStatus) {
        TrackingEvent event = event(subStatus, Instant.now(), null, false);
        tell(event, subStatus.status());
        return event;
    }

    TrackingEvent scannedAt(SubStatus subStatus, Instant recordedAt) {
        TrackingEvent event = event(subStatus, recordedAt, null, false);
        tell(event, subStatus.status());
        return event;
    }

    void withdrawn(TrackingEvent first, ShipmentStatus latest) {
        tell(event(first.subStatus(), first.recordedAt(), first.eventId(), true), latest);
    }

    void tell(TrackingEvent event, ShipmentStatus latest) {
        write(Topics.EVENTS, id.toString(), event);
        write(Topics.LATEST, id.toString(), shipment(latest, ++revision));
    }

    Shipment shipment(ShipmentStatus status, long atRevision) {
        return new Shipment(
                id,
                carrier,
                number,
                null,
                true,
                status,
                SubStatus.MOVING,
                Monitoring.ACTIVE,
                null,
                List.of(),
                null,
                null,
                null,
                Set.of(),
                sequence,
                atRevision);
    }

    /** By a notice that another account's secret signed. */
    void paidAtAnotherAccount(Payment.State state) {
        paid(state, null, null, new Payment.Proof("", "secret of 999999", "999999"));
    }

    void paid(Payment.State state) {
        paid(state, null, null);
    }

    void paid(Payment.State state, @Nullable String amount, @Nullable String currency) {
        paid(state, amount, currency, null);
    }

    private void paid(
            Payment.State state, @Nullable String amount, @Nullable String currency, Payment.@Nullable Proof proof) {
        Payment payment = new Payment(
                gateway,
                transaction,
                "TXN",
                state,
                "S",
                "STC_PAY",
                amount == null ? null : new BigDecimal(amount),
                currency,
                Instant.now(),
                null,
                false,
                proof);
        write(Topics.PAYMENTS, payment.key(), payment);
    }

    <V> void write(Topic<String, V> topic, String key, V value) {
        writer.write(topic, key, value);
    }

    private TrackingEvent event(SubStatus subStatus, Instant recordedAt, UUID corrects, boolean withdrawn) {
        sequence++;
        return new TrackingEvent(
                NameBasedId.of(id.value(), Long.toString(sequence)),
                corrects == null ? TrackingEvent.Type.EVENT : TrackingEvent.Type.CORRECTION,
                corrects,
                id,
                carrier,
                number,
                sequence,
                subStatus.status(),
                subStatus,
                OffsetDateTime.now(ZoneOffset.ofHours(8)),
                recordedAt,
                "",
                Location.UNKNOWN,
                "sto",
                "",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "sto:" + subStatus,
                null,
                "waymark.raw.v1-0@" + sequence,
                withdrawn,
                false);
    }
}
