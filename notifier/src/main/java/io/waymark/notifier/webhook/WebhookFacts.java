package io.waymark.notifier.webhook;

import io.waymark.contract.Command;
import io.waymark.contract.RegisteredShipment;
import io.waymark.contract.WebhookEndpoint;
import io.waymark.notifier.erasure.Erased;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Facts that arrived together, in the order of their topics. May hold repeats and old news.
 *
 * @param endpoints as merchants want them
 * @param deleted endpoints that are no more
 * @param registrations what merchants registered
 * @param erased shipments whose registrations are no more
 * @param facts what there may be to tell
 * @param orders what people want of endpoints
 */
public record WebhookFacts(
        List<EndpointChange> endpoints,
        List<UUID> deleted,
        List<RegisteredShipment> registrations,
        List<UUID> erased,
        List<Fact> facts,
        List<Command> orders) {

    /**
     * An endpoint as it is from some time on.
     *
     * @param at when it was changed
     */
    public record EndpointChange(WebhookEndpoint endpoint, Instant at) {}

    /** What is left of it without what is erased. */
    WebhookFacts without(Erased gone) {
        return gone.isNothing()
                ? this
                : new WebhookFacts(
                        endpoints,
                        deleted,
                        gone.leftOf(registrations),
                        erased,
                        facts.stream()
                                .filter(one -> !gone.has(one.shipmentId(), one.merchantId()))
                                .toList(),
                        orders);
    }

    /** Every shipment of which there may be something new to tell. */
    Set<UUID> shipmentIds() {
        Set<UUID> ids = new LinkedHashSet<>();
        facts.forEach(fact -> ids.add(fact.shipmentId()));
        registrations.forEach(shipment -> ids.add(shipment.shipmentId().value()));
        return ids;
    }
}
