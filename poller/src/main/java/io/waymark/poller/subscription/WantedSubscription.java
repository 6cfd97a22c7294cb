package io.waymark.poller.subscription;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.SubscriptionRequest;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.Registration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that a registration asks for.
 *
 * @param provider whom to ask
 * @param request for what; always for the first subscription of the shipment
 */
record WantedSubscription(ProviderId provider, SubscriptionRequest request) {

    private static final int FIRST = 1;

    /**
     * What merchants want by a registration; empty if none of them wants pushes, or nobody pushes the carrier's scans.
     * Where several merchants registered one number, each detail is that of the first who gave it.
     */
    static Optional<WantedSubscription> of(RegisteredShipment shipment) {
        List<Registration> wanting = shipment.registrations().stream()
                .filter(SubscriptionPlan::wantsPush)
                .toList();
        return SubscriptionPlan.providerOf(shipment.carrier())
                .filter(provider -> !wanting.isEmpty())
                .map(provider -> new WantedSubscription(provider, request(shipment, wanting)));
    }

    private static SubscriptionRequest request(RegisteredShipment shipment, List<Registration> wanting) {
        return new SubscriptionRequest(
                shipment.shipmentId(),
                shipment.carrier(),
                shipment.trackingNumber(),
                first(wanting, Registration::origin),
                first(wanting, Registration::destination),
                first(wanting, Registration::phone),
                first(wanting, Registration::international),
                FIRST);
    }

    private static <T> @Nullable T first(List<Registration> registrations, Function<Registration, @Nullable T> detail) {
        return registrations.stream()
                .flatMap(registration -> Stream.ofNullable(detail.apply(registration)))
                .findFirst()
                .orElse(null);
    }
}
