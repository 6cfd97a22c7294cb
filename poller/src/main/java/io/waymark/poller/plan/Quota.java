package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import java.time.Duration;

/**
 * What a provider allows and charges. Every duration is already divided by {@link Quotas#speed}; the rate is not.
 *
 * @param provider whose
 * @param gap between two queries of one number, at least
 * @param most queries of one number within {@code window}
 * @param window that {@code most} counts in
 * @param pushInterval how often it pushes, by its own word; zero if it does not push
 * @param subscriptions of one company and number within {@code subscriptionWindow}; {@link Integer#MAX_VALUE} if it names
 *     no limit, 0 if it takes none
 * @param subscriptionWindow that {@code subscriptions} counts in; zero where that needs none
 * @param subscribeAgainAfter how long after it stopped pushing it may be asked anew; zero if it takes no subscriptions
 * @param billsNumbers whether it charges for every number once per calendar month
 * @param rate calls a second, over all replicas
 * @param burst calls at once after a quiet time, over all replicas
 */
public record Quota(
        ProviderId provider,
        Duration gap,
        int most,
        Duration window,
        Duration pushInterval,
        int subscriptions,
        Duration subscriptionWindow,
        Duration subscribeAgainAfter,
        boolean billsNumbers,
        double rate,
        int burst) {}
