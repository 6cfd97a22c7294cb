package io.waymark.notifier.intake;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementChange;
import io.waymark.contract.Topics;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.contract.WebhookType;
import io.waymark.notifier.unlock.SignedScan;
import io.waymark.notifier.webhook.Fact;
import io.waymark.notifier.webhook.WebhookFacts;
import io.waymark.notifier.webhook.WebhookFacts.EndpointChange;
import io.waymark.notifier.webhook.WebhookOrderHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Gathers what merchants' endpoints may have to be told. */
final class WebhookReader implements Gathering {

    private static final Map<String, BiConsumer<WebhookReader, Told>> READERS = Map.of(
            Topics.SHIPMENTS.name(), WebhookReader::registration,
            Topics.EVENTS.name(), WebhookReader::event,
            Topics.SETTLEMENTS.name(), WebhookReader::settlement,
            Topics.WEBHOOKS.name(), WebhookReader::endpoint,
            Topics.COMMANDS.name(), WebhookReader::command);

    private static final JsonSerde<RegisteredShipment> REGISTRATIONS = JsonSerde.of(RegisteredShipment.class);
    private static final JsonSerde<TrackingEvent> EVENTS = JsonSerde.of(TrackingEvent.class);
    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);
    private static final JsonSerde<WebhookEndpoint> ENDPOINTS = JsonSerde.of(WebhookEndpoint.class);
    private static final JsonSerde<Command> COMMANDS = JsonSerde.of(Command.class);

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T00:00:00Z");

    /** What was learnt before is not told any more. */
    private final Instant oldest;

    private final List<EndpointChange> endpoints = new ArrayList<>();
    private final List<UUID> deleted = new ArrayList<>();
    private final List<RegisteredShipment> registrations = new ArrayList<>();
    private final List<UUID> erased = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private final List<SignedScan> scans = new ArrayList<>();
    private final List<Command> orders = new ArrayList<>();

    WebhookReader(Instant oldest) {
        this.oldest = oldest;
    }

    @Override
    public void read(Told record) {
        requireNonNull(READERS.get(record.topic())).accept(this, record);
    }

    private void registration(Told record) {
        if (record.value() == null) {
            erased.add(UUID.fromString(record.key()));
            return;
        }
        RegisteredShipment shipment = REGISTRATIONS.read(record.value());
        requireNonNull(shipment.shipmentId(), "shipmentId");
        requireNonNull(shipment.carrier(), "carrier");
        requireNonNull(shipment.trackingNumber(), "trackingNumber");
        for (Registration registration : shipment.registrations()) {
            requireNonNull(registration.merchantId(), "merchantId");
            check(registration.registeredAt());
        }
        registrations.add(shipment);
    }

    /**
     * A correction is learnt when it is published, whenever its scan was. What a merchant is told is the event as others
     * have it, fields that are new to us included.
     */
    private void event(Told record) {
        byte[] value = requireNonNull(record.value());
        TrackingEvent event = EVENTS.read(value);
        requireNonNull(event.subStatus(), "subStatus");
        check(event.occurredAt().toInstant());
        check(event.recordedAt());
        boolean first = event.type() == TrackingEvent.Type.EVENT;
        Instant learnt = first ? event.recordedAt() : later(event.recordedAt(), record.at());
        Fact fact = new Fact(
                event.eventId(),
                WebhookType.SHIPMENT_EVENT.code(),
                event.shipmentId().value(),
                null,
                learnt,
                event.occurredAt().toString(),
                new String(value, StandardCharsets.UTF_8));
        scans.add(SignedScan.of(event));
        add(fact);
    }

    private void settlement(Told record) {
        if (record.value() == null) {
            return;
        }
        Settlement settlement = SETTLEMENTS.read(record.value());
        requireNonNull(settlement.merchantId(), "merchantId");
        requireNonNull(settlement.state(), "state");
        check(settlement.changedAt());
        if (isNewState(settlement)) {
            add(new Fact(
                    NameBasedId.of(settlement.settlementId(), "revision:" + settlement.revision()),
                    WebhookType.SETTLEMENT_CHANGED.code(),
                    settlement.shipmentId().value(),
                    settlement.merchantId(),
                    settlement.changedAt(),
                    settlement.changedAt().toString(),
                    SettlementData.of(settlement)));
        }
    }

    /** By the change that it was published for; one that does not say so counts. */
    private static boolean isNewState(Settlement settlement) {
        return settlement.changes().stream()
                .filter(change -> change.revision() == settlement.revision())
                .map(WebhookReader::isNewState)
                .findFirst()
                .orElse(true);
    }

    private static boolean isNewState(SettlementChange change) {
        return change.from() != change.to();
    }

    private void endpoint(Told record) {
        if (record.value() == null) {
            deleted.add(UUID.fromString(record.key()));
            return;
        }
        WebhookEndpoint endpoint = ENDPOINTS.read(record.value());
        requireNonNull(endpoint.endpointId(), "endpointId");
        requireNonNull(endpoint.merchantId(), "merchantId");
        requireNonNull(endpoint.url(), "url");
        check(endpoint.createdAt());
        check(requireNonNullElse(endpoint.previousKeyUntil(), endpoint.createdAt()));
        endpoints.add(new EndpointChange(endpoint, record.saidAt()));
    }

    /** A command for another service adds nothing. */
    private void command(Told record) {
        Command command = COMMANDS.read(requireNonNull(record.value()));
        if (WebhookOrderHandler.TYPES.contains(command.type())) {
            UUID.fromString(command.target());
            requireNonNull(command.merchantId(), "merchantId");
            check(command.issuedAt());
            orders.add(command);
        }
    }

    private void add(Fact fact) {
        if (!fact.learntAt().isBefore(oldest)) {
            facts.add(fact);
        }
    }

    /** Throws {@link RuntimeException} for times beyond the calendar, which PostgreSQL cannot store, and for none. */
    private static void check(Instant time) {
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new IllegalArgumentException("beyond the calendar");
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    WebhookFacts batch() {
        return new WebhookFacts(
                List.copyOf(endpoints),
                List.copyOf(deleted),
                List.copyOf(registrations),
                List.copyOf(erased),
                List.copyOf(facts),
                List.copyOf(orders));
    }

    List<SignedScan> scans() {
        return List.copyOf(scans);
    }
}
