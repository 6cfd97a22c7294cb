package io.waymark.console.api;

import io.waymark.api.request.QueryParameters;
import io.waymark.console.readmodel.ShipmentFilter;
import io.waymark.console.readmodel.WorkQueue;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which shipments a call asks for: each condition given narrows the list. Null where there is none. */
public record ShipmentsAsked(
        @Parameter(description = "the carrier's code, Waymark's or Kuaidi100's; aliases count too")
                @QueryParam("carrier")
                @Nullable
                String carrier,
        @Parameter(description = "aliases count too") @QueryParam("trackingNumber") @Nullable String trackingNumber,
        @QueryParam("orderId") @Nullable String orderId,
        @Parameter(description = "e.g. DELIVERED") @QueryParam("status") @Nullable String status,
        @Parameter(description = "e.g. ACTIVE") @QueryParam("monitoring") @Nullable String monitoring,
        @Parameter(description = "RETURNED_AFTER_DELIVERY, or AVAILABLE_TOO_LONG to be picked up")
                @QueryParam("queue")
                @Nullable
                String queue) {

    /**
     * The conditions.
     *
     * @throws io.waymark.api.problem.ProblemException if one is not what it should be: a 400 that names it
     */
    public ShipmentFilter filter() {
        return ShipmentFilter.of(
                        QueryParameters.text("carrier", carrier),
                        QueryParameters.text("trackingNumber", trackingNumber),
                        QueryParameters.text("orderId", orderId),
                        QueryParameters.word("status", status, ShipmentStatus.class),
                        QueryParameters.word("monitoring", monitoring, Monitoring.class))
                .in(QueryParameters.word("queue", queue, WorkQueue.class));
    }
}
