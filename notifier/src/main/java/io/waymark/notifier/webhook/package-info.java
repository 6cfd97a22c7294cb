/**
 * Messages to merchants' webhook endpoints: what there is to tell is stored, made into one delivery for each endpoint that
 * is to be told, and sent until the endpoint says that it has it, or for as long as is usual.
 *
 * <p>Deliveries are at least once: the same message has the same {@code webhook-id} and the same bytes each time. Of one
 * shipment an endpoint gets messages one after the other, in their order.
 */
@NullMarked
package io.waymark.notifier.webhook;

import org.jspecify.annotations.NullMarked;
