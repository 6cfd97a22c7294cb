package io.waymark.poller.subscription;

import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.International;
import io.waymark.contract.ShipmentId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One row of the ledger: one provider that should push one shipment's scans. See {@code V1__subscription.sql}
 * and {@code V2__subscription_international.sql}. */
@Entity
@Table(name = "subscription")
class SubscriptionRecord {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    @Column(name = "shipment_id")
    UUID shipmentId;

    String provider;

    String carrier;

    @Column(name = "tracking_number")
    String trackingNumber;

    String origin;

    String destination;

    String phone;

    @Column(name = "departure_country")
    String departureCountry;

    @Column(name = "departure_carrier")
    String departureCarrier;

    @Column(name = "destination_country")
    String destinationCountry;

    @Column(name = "destination_carrier")
    String destinationCarrier;

    int number;

    @Enumerated(EnumType.STRING)
    SubscriptionState state;

    int attempts;

    @Column(name = "last_code")
    String lastCode;

    @Column(name = "last_attempt_at")
    Instant lastAttemptAt;

    @Column(name = "next_attempt_at")
    Instant nextAttemptAt;

    @Column(name = "accepted_at")
    Instant acceptedAt;

    /** Begins an attempt: until {@code leaseEnd} no other replica begins one. */
    SubscriptionClaim claim(Instant leaseEnd) {
        attempts++;
        nextAttemptAt = leaseEnd;
        return new SubscriptionClaim(
                id,
                attempts,
                new SubscriptionRequest(
                        new ShipmentId(shipmentId),
                        carrier,
                        trackingNumber,
                        origin,
                        destination,
                        phone,
                        international(),
                        number));
    }

    /** Both ends as far as they are known; null if neither is. */
    private @Nullable International international() {
        boolean known = Stream.of(departureCountry, departureCarrier, destinationCountry, destinationCarrier)
                .anyMatch(Objects::nonNull);
        return known
                ? new International(departureCountry, departureCarrier, destinationCountry, destinationCarrier)
                : null;
    }

    /** Whether nothing has happened to the row since that attempt began. */
    boolean isHeldBy(SubscriptionClaim claim) {
        return state == SubscriptionState.DUE && attempts == claim.attempt();
    }

    /**
     * Ends the attempt.
     *
     * @param wait until the next one, if there is to be one
     */
    void settle(SubscriptionOutcome outcome, Instant now, Duration wait) {
        state = outcome.state();
        lastCode = outcome.code();
        lastAttemptAt = now;
        if (state == SubscriptionState.ACCEPTED) {
            acceptedAt = now;
        }
        if (state == SubscriptionState.DUE) {
            nextAttemptAt = now.plus(wait);
        }
    }
}
