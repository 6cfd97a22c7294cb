package io.waymark.poller.subscription;

import io.waymark.carriers.SubscriptionRequest;

/**
 * A due row that this replica works on until the lease ends.
 *
 * @param id of the row
 * @param attempt counts the attempts, from 1; the outcome is recorded only while no later one has begun
 * @param request what to ask for
 */
record SubscriptionClaim(long id, int attempt, SubscriptionRequest request) {}
