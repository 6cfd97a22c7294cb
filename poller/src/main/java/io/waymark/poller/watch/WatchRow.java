package io.waymark.poller.watch;

import io.vertx.mutiny.sqlclient.Row;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import io.waymark.poller.plan.Purpose;
import io.waymark.poller.plan.Pushing;
import io.waymark.poller.plan.WatchFacts;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a row of {@code watch} with all that is known of its shipment, as {@link PlanRepository} selects it. */
final class WatchRow {

    private static final int OWN_NUMBER = 1;

    private final Row row;

    private WatchRow(Row row) {
        this.row = row;
    }

    static Watched watched(Row row) {
        return new WatchRow(row).watched();
    }

    private Watched watched() {
        return new Watched(
                row.getLong("id"),
                new ShipmentId(row.getUUID("shipment_id")),
                provider(),
                row.getString("carrier"),
                askedCarrier(),
                row.getString("tracking_number"),
                Objects.requireNonNullElse(row.getInteger("subscription_number"), row.getInteger("number")),
                row.getString("merchant_id"),
                row.getString("origin"),
                row.getString("destination"),
                row.getString("phone"),
                row.getLong("attempt"),
                row.getBoolean("calling"),
                Purpose.valueOf(row.getString("purpose")),
                digest(),
                facts());
    }

    private WatchFacts facts() {
        return new WatchFacts(
                provider(),
                Tracking.valueOf(row.getString("tracking")),
                pushing(),
                named("status", ShipmentStatus.class).orElse(ShipmentStatus.PENDING),
                named("sub_status", SubStatus.class).orElse(SubStatus.AWAITING_FIRST_EVENT),
                Objects.requireNonNull(time("now")),
                Objects.requireNonNull(time("registered_at")),
                heardAt(),
                row.getBoolean("told"),
                time("asked_at"),
                time("answered_at"),
                time("last_event_at"),
                time("deadline"),
                Boolean.TRUE.equals(row.getBoolean("owed")),
                row.getInteger("failures"),
                row.getInteger("fruitless"),
                isHeld());
    }

    private ProviderId provider() {
        return ProviderId.of(row.getString("provider")).orElseThrow();
    }

    /** The number is the same, and the provider knows it under the other carrier alone. */
    private String askedCarrier() {
        String corrected = Objects.requireNonNullElse(row.getString("corrected_carrier"), "");
        return row.getInteger("number") == OWN_NUMBER && !corrected.isEmpty() ? corrected : row.getString("carrier");
    }

    /** Without a carrier no query can be made: such a number is pushed, or nothing. */
    private boolean isHeld() {
        return row.getBoolean("held") || askedCarrier().isEmpty();
    }

    private Pushing pushing() {
        String state = row.getString("subscription_state");
        if (state == null) {
            return Pushing.NOT_OFFERED;
        }
        return switch (state) {
            case "DUE" -> Pushing.AWAITED;
            case "ACCEPTED" -> hasStopped() ? Pushing.ENDED : Pushing.ACCEPTED;
            default -> Pushing.UNAVAILABLE;
        };
    }

    /** Whether the provider has said of this subscription that it watches no longer. */
    private boolean hasStopped() {
        Integer about = row.getInteger("monitoring_subscription");
        return (about == null ? isSaidSinceAccepted() : about.equals(row.getInteger("subscription_number")))
                && named("monitoring", Monitoring.class).filter(WatchRow::isEnd).isPresent();
    }

    /** Where no subscription is named, what is said is about the one that was there then. */
    private boolean isSaidSinceAccepted() {
        Instant accepted = time("accepted_at");
        Instant changed = time("changed_at");
        return changed != null && (accepted == null || changed.isAfter(accepted));
    }

    /** Where only the carrier was corrected the provider goes on under the right one. */
    private static boolean isEnd(Monitoring monitoring) {
        return switch (monitoring) {
            case ENDED, ABORTED_NO_RECORD, ABORTED_STALE -> true;
            case ACTIVE, ABORTED_CARRIER_CORRECTED, UNKNOWN -> false;
        };
    }

    /** What a provider that pushes says of its own watching is a sign of life too. */
    private Instant heardAt() {
        Instant heard = Objects.requireNonNull(time("heard_at"));
        Instant changed = time("changed_at");
        boolean pushes = "ACCEPTED".equals(row.getString("subscription_state"));
        return pushes && changed != null && changed.isAfter(heard) ? changed : heard;
    }

    private byte @Nullable [] digest() {
        return row.getBuffer("answer_digest") == null
                ? null
                : row.getBuffer("answer_digest").getBytes();
    }

    private @Nullable Instant time(String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }

    private <E extends Enum<E>> Optional<E> named(String column, Class<E> type) {
        return Optional.ofNullable(row.getString(column)).map(name -> Enum.valueOf(type, name));
    }
}
