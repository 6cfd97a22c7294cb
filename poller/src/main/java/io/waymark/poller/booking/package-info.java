/**
 * Waybills for merchants: orders at carriers, each taking effect once, and what else carriers do for a parcel before it
 * moves.
 *
 * <pre>
 *   POST /v1/waybills ──► table waybill (OPEN) ──► carrier ──► BOOKED + a command to register the shipment, in one commit
 *                              ▲                      │
 *                              └── asked again with the same order id while nobody knows the outcome
 * </pre>
 */
@NullMarked
package io.waymark.poller.booking;

import org.jspecify.annotations.NullMarked;
