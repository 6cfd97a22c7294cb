package io.waymark.notifier.webhook;

import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import io.waymark.contract.Settlement;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Topics;
import io.waymark.contract.Tracking;
import io.waymark.contract.TrackingEvent;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A merchant of a test, its endpoints and its parcels, as the other services would tell of them. */
public final class Merchant {

    public final String id;
    private final TopicWriter writer;
    private Instant registeredAt = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    private @Nullable Duration unlockAfter;
    private long revision;

    public Merchant(String id, TopicWriter writer) {
        this.id = id;
        this.writer = writer;
    }

    /** For the registrations to come. */
    public void registersAt(Instant at) {
        registeredAt = at;
    }

    /** For the registrations to come. */
    public void wantsUnlocked(@Nullable Duration after) {
        unlockAfter = after;
    }

    /** A new endpoint, a minute old. */
    public WebhookEndpoint endpoint(String url, String... types) {
        return told(new WebhookEndpoint(
                UUID.randomUUID(),
                id,
                url,
                Set.of(types),
                true,
                1,
                null,
                Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS),
                1));
    }

    /** Has an endpoint published as it is. */
    public WebhookEndpoint told(WebhookEndpoint endpoint) {
        writer.write(Topics.WEBHOOKS, endpoint.endpointId().toString(), endpoint);
        return endpoint;
    }

    public WebhookEndpoint enabled(WebhookEndpoint endpoint, boolean enabled) {
        return changed(endpoint, endpoint.types(), enabled, endpoint.keyVersion(), endpoint.previousKeyUntil());
    }

    /** Has it asked for other types. */
    public WebhookEndpoint asksFor(WebhookEndpoint endpoint, String... types) {
        return changed(endpoint, Set.of(types), true, endpoint.keyVersion(), endpoint.previousKeyUntil());
    }

    public WebhookEndpoint rotated(WebhookEndpoint endpoint, Instant previousUntil) {
        return changed(endpoint, endpoint.types(), true, endpoint.keyVersion() + 1, previousUntil);
    }

    private WebhookEndpoint changed(
            WebhookEndpoint endpoint,
            Set<String> types,
            boolean enabled,
            int keyVersion,
            @Nullable Instant previousUntil) {
        return told(new WebhookEndpoint(
                endpoint.endpointId(),
                id,
                endpoint.url(),
                types,
                enabled,
                keyVersion,
                previousUntil,
                endpoint.createdAt(),
                endpoint.revision() + 1));
    }

    public void deleted(WebhookEndpoint endpoint) {
        writer.write(Topics.WEBHOOKS, endpoint.endpointId().toString(), null);
    }

    /** Registers a parcel of STO for the order {@code O-number} of the store {@code store-1}. */
    public ShipmentId registers(String number) {
        ShipmentId shipment = ShipmentId.of("sto", number);
        Registration registration = new Registration(
                id,
                "O-" + number,
                null,
                null,
                null,
                Tracking.AUTO,
                List.of("store-1"),
                Goods.PHYSICAL,
                false,
                null,
                null,
                null,
                List.of(),
                registeredAt,
                unlockAfter);
        writer.write(
                Topics.SHIPMENTS,
                shipment.toString(),
                new RegisteredShipment(shipment, "sto", number, List.of(registration), ++revision));
        return shipment;
    }

    public TrackingEvent scanned(String number, long sequence, SubStatus subStatus) {
        return scanned(number, sequence, subStatus, OffsetDateTime.now(ZoneOffset.ofHours(8)), Instant.now());
    }

    public TrackingEvent scanned(
            String number, long sequence, SubStatus subStatus, OffsetDateTime occurredAt, Instant recordedAt) {
        return tell(event(number, sequence, subStatus, occurredAt, recordedAt, null, false));
    }

    public TrackingEvent withdrawn(TrackingEvent first, long sequence) {
        return tell(event(
                first.trackingNumber(),
                sequence,
                first.subStatus(),
                first.occurredAt(),
                first.recordedAt(),
                first.eventId(),
                true));
    }

    private TrackingEvent tell(TrackingEvent event) {
        writer.write(Topics.EVENTS, event.shipmentId().toString(), event);
        return event;
    }

    private static TrackingEvent event(
            String number,
            long sequence,
            SubStatus subStatus,
            OffsetDateTime occurredAt,
            Instant recordedAt,
            @Nullable UUID corrects,
            boolean withdrawn) {
        ShipmentId shipment = ShipmentId.of("sto", number);
        return new TrackingEvent(
                NameBasedId.of(shipment.value(), Long.toString(sequence)),
                corrects == null ? TrackingEvent.Type.EVENT : TrackingEvent.Type.CORRECTION,
                corrects,
                shipment,
                "sto",
                number,
                sequence,
                subStatus.status(),
                subStatus,
                occurredAt,
                recordedAt.truncatedTo(ChronoUnit.MILLIS),
                "已签收",
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

    /** How a parcel stands. */
    public void stands(String number, SubStatus subStatus, long atRevision) {
        ShipmentId shipment = ShipmentId.of("sto", number);
        writer.write(
                Topics.LATEST,
                shipment.toString(),
                new Shipment(
                        shipment,
                        "sto",
                        number,
                        null,
                        true,
                        subStatus.status(),
                        subStatus,
                        Monitoring.ACTIVE,
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        Set.of(),
                        atRevision,
                        atRevision));
    }

    /** Publishes a settlement of a parcel. */
    public Settlement settled(Settlement settlement) {
        writer.write(Topics.SETTLEMENTS, settlement.settlementId().toString(), settlement);
        return settlement;
    }

    public Command orders(String type, UUID endpointId, Map<String, String> arguments) {
        return orders(id, type, endpointId, arguments);
    }

    /** In another merchant's name. */
    public Command orders(String merchantId, String type, UUID endpointId, Map<String, String> arguments) {
        return orders(merchantId, type, endpointId, arguments, Instant.now());
    }

    public Command orders(
            String merchantId, String type, UUID endpointId, Map<String, String> arguments, Instant issuedAt) {
        Command command = new Command(
                UUID.randomUUID().toString(),
                type,
                endpointId.toString(),
                "test",
                merchantId,
                "",
                issuedAt,
                JsonSerde.mapper().valueToTree(arguments));
        writer.write(Topics.COMMANDS, command.target(), command);
        return command;
    }
}
