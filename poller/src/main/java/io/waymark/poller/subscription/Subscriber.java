package io.waymark.poller.subscription;

import io.waymark.carriers.ProviderId;
import io.waymark.carriers.SubscriptionProtocol;

/**
 * A provider that can be asked to push: how, and where.
 *
 * @param url its base URL, without a slash at its end
 */
record Subscriber(ProviderId provider, String url, SubscriptionProtocol protocol) {}
