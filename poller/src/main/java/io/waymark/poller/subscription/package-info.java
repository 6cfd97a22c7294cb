/**
 * The ledger of push subscriptions: what should be pushing, and what is done to bring it about.
 *
 * <pre>
 *   waymark.shipments.v1 ──► ShipmentsConsumer ──► table subscription ──► SubscriptionScheduler ──► provider
 *                                                        ▲                        │
 *                                                        └──────── outcome ───────┘
 * </pre>
 */
@NullMarked
package io.waymark.poller.subscription;

import org.jspecify.annotations.NullMarked;
