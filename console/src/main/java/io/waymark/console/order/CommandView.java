package io.waymark.console.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order as the API shows it.
 *
 * @param type what was ordered, e.g. {@code settlement.retry}
 * @param target the id of what it is about
 * @param actor who ordered it: the merchant and which of its keys
 * @param reason the actor's words; empty if there were none
 * @param detail what came of it, in the words of the service that carried it out; while it is pending how far it is, for
 *     orders that take long, and empty for others
 * @param decidedAt when it was carried out or refused; null while it is pending
 */
public record CommandView(
        String id,
        String type,
        String target,
        String actor,
        String reason,
        Instant issuedAt,
        State state,
        String detail,
        @Nullable Instant decidedAt) {

    /** What came of an order. */
    public enum State {
        /** Given; nobody has said yet what came of it. */
        PENDING,
        /** Carried out. */
        DONE,
        /** Not carried out, and it will not be. */
        REFUSED
    }
}
