package io.waymark.contract;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message to an endpoint as its delivery stands: the value of {@link Topics#DELIVERIES}, published at every change. The
 * message itself is not in it.
 *
 * @param deliveryId the same for the same message and endpoint; the Kafka key
 * @param endpointId where it goes
 * @param merchantId whose endpoint
 * @param webhookId the message's own id, the same at every endpoint and every attempt: receivers know repeats by it
 * @param type see {@link WebhookType}
 * @param shipmentId which shipment it is about; null if none
 * @param state how far it is
 * @param attempts how often it was sent
 * @param nextAttemptAt when it is sent next; null unless it waits
 * @param createdAt when there was something to tell
 * @param commandId the order by which it was last sent again; null if nobody ordered that
 * @param attemptLog the newest {@link #MOST_KEPT} attempts, oldest first
 * @param changedAt when this record changed
 * @param revision counts the changes of this record from 1; a reader applies a record only if it is newer
 */
public record WebhookDelivery(
        UUID deliveryId,
        UUID endpointId,
        String merchantId,
        String webhookId,
        String type,
        @Nullable ShipmentId shipmentId,
        State state,
        int attempts,
        @Nullable Instant nextAttemptAt,
        Instant createdAt,
        @Nullable String commandId,
        List<Attempt> attemptLog,
        Instant changedAt,
        long revision) {

    /** How many attempts are published with it. */
    public static final int MOST_KEPT = 20;

    public WebhookDelivery {
        attemptLog = List.copyOf(requireNonNullElse(attemptLog, List.of()));
    }

    /** How far a delivery is. */
    public enum State {
        /** To be sent, for the first time or again. */
        WAITING,
        /** The endpoint said that it has it. */
        DELIVERED,
        /** Given up: tried for as long as is usual, or the endpoint was disabled or deleted. May be ordered again. */
        FAILED
    }

    /**
     * One time that it was sent.
     *
     * @param at when it began
     * @param status of HTTP; null if there was no answer
     * @param outcome {@code OK}, or why not: {@code STATUS}, {@code REDIRECT}, {@code TIMEOUT}, {@code UNREACHABLE},
     *     {@code FORBIDDEN_ADDRESS}, {@code INTERRUPTED}; more may come
     * @param durationMillis until the answer, or until it was given up
     */
    public record Attempt(int attempt, Instant at, @Nullable Integer status, String outcome, long durationMillis) {}
}
