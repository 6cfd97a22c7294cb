package io.waymark.poller.watch;

import static java.time.ZoneOffset.UTC;

import io.waymark.contract.Evidence;
import io.waymark.contract.Flag;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.Monitoring;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementState;
import io.waymark.contract.Shipment;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Facts as the normalizer and the ledger of settlements publish them. */
final class Told {

    private Told() {}

    static Shipment shipment(String carrier, String number, ShipmentStatus status, long revision) {
        return shipment(carrier, number, status, Monitoring.ACTIVE, revision);
    }

    static Shipment shipment(
            String carrier, String number, ShipmentStatus status, Monitoring monitoring, long revision) {
        return shipment(carrier, number, status, monitoring, List.of(), Set.of(), revision);
    }

    static Shipment shipment(
            String carrier,
            String number,
            ShipmentStatus status,
            Monitoring monitoring,
            List<String> aliases,
            Set<Flag> flags,
            long revision) {
        return new Shipment(
                ShipmentId.of(carrier, number),
                carrier,
                number,
                null,
                true,
                status,
                subStatusOf(status),
                monitoring,
                null,
                aliases,
                null,
                null,
                null,
                flags,
                revision,
                revision);
    }

    private static SubStatus subStatusOf(ShipmentStatus status) {
        return Arrays.stream(SubStatus.values())
                .filter(one -> one.status() == status)
                .findFirst()
                .orElseThrow();
    }

    static TrackingEvent event(
            String carrier, String number, String provider, ShipmentStatus status, Instant recordedAt) {
        return event(carrier, number, provider, status, recordedAt, recordedAt, TrackingEvent.Type.EVENT);
    }

    static TrackingEvent event(
            String carrier,
            String number,
            String provider,
            ShipmentStatus status,
            Instant occurredAt,
            Instant recordedAt,
            TrackingEvent.Type type) {
        UUID id = id(number + status + occurredAt + type);
        return new TrackingEvent(
                id,
                type,
                type == TrackingEvent.Type.CORRECTION ? id(number) : null,
                ShipmentId.of(carrier, number),
                carrier,
                number,
                1,
                status,
                subStatusOf(status),
                occurredAt.atOffset(UTC),
                recordedAt,
                "",
                Location.UNKNOWN,
                provider,
                "",
                Leg.SINGLE,
                Evidence.SIGNED_PUSH,
                "test",
                null,
                "raw",
                false,
                false);
    }

    static Settlement settlement(
            String carrier, String number, SettlementState state, Instant deadline, long revision) {
        return new Settlement(
                id("settlement of " + number),
                "acme",
                ShipmentId.of(carrier, number),
                "onerway",
                null,
                number,
                state,
                "",
                0,
                null,
                false,
                Instant.EPOCH,
                revision,
                carrier,
                null,
                null,
                null,
                deadline,
                null,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
