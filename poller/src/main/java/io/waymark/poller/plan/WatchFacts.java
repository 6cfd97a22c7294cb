package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.contract.Tracking;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * All that decides when a number is looked at next. Every time is PostgreSQL's or was compared with it, never this
 * machine's.
 *
 * @param provider who would be asked
 * @param tracking what merchants want; of several the one that asks for most
 * @param pushing whether the provider should be telling by itself
 * @param status of the parcel; {@link ShipmentStatus#PENDING} while nothing is known
 * @param subStatus of the parcel; {@link SubStatus#AWAITING_FIRST_EVENT} while nothing is known
 * @param now of the transaction that read the facts
 * @param registeredAt when a merchant first registered it
 * @param heardAt when this provider last told something; before the first time, when that could first be expected
 * @param told whether it ever told anything
 * @param askedAt when it was last asked; null if never
 * @param answeredAt when it last answered, whatever it said; null if never
 * @param lastEventAt when the parcel's last scan happened; null if there is none
 * @param deadline the earliest of the settlements that wait for proof; null if none of them has one
 * @param owed whether any settlement waits for proof
 * @param failures calls in a row that brought no answer
 * @param fruitless answers in a row that brought no news
 * @param held whether a person must correct something first
 */
public record WatchFacts(
        ProviderId provider,
        Tracking tracking,
        Pushing pushing,
        ShipmentStatus status,
        SubStatus subStatus,
        Instant now,
        Instant registeredAt,
        Instant heardAt,
        boolean told,
        @Nullable Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant lastEventAt,
        @Nullable Instant deadline,
        boolean owed,
        int failures,
        int fruitless,
        boolean held) {

    /** Whether the parcel has reached an end, after which nothing is expected to be pushed. */
    public boolean isArrived() {
        return StopRules.isTerminal(status);
    }
}
