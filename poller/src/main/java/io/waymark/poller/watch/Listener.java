package io.waymark.poller.watch;

import io.waymark.contract.ShipmentStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a row of {@code watch} knows of its provider's news.
 *
 * @param id of the row
 * @param source whose number it follows, and who tells
 * @param heardAt when it last told something; before the first time, since when that is waited for
 * @param heardStatus what it told last; meaningless while it has not
 * @param told whether it ever told anything
 * @param askedAt when it was last asked; null if never
 * @param answeredAt when it last answered; null if never. News that the answer held is recorded at that very time.
 * @param healed false while that answer, to a question about a silence, has brought no news
 */
record Listener(
        long id,
        Source source,
        Instant heardAt,
        ShipmentStatus heardStatus,
        boolean told,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        boolean healed) {

    /** Whether this time is that of our own question's answer, not of a push. */
    boolean isAnswer(Instant time) {
        return time.equals(answeredAt);
    }

    /** Whether it was asked after the one time, up to the other. */
    boolean isAskedBetween(Instant from, Instant to) {
        return askedAt != null && askedAt.isAfter(from) && !askedAt.isAfter(to);
    }
}
