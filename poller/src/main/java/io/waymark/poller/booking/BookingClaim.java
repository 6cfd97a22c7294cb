package io.waymark.poller.booking;

import java.util.UUID;

/**
 * An order that somebody calls the carrier for until the lease ends.
 *
 * @param waybillId of the row
 * @param attempt counts the calls, from 1; an outcome is recorded only while no later one has begun
 * @param doubtful whether an earlier call may have taken effect
 * @param request what was ordered
 */
record BookingClaim(UUID waybillId, int attempt, boolean doubtful, BookingRequest request) {}
