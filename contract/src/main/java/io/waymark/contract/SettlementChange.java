package io.waymark.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of a settlement.
 *
 * @param revision of the settlement after it
 * @param from the state before; null for the first
 * @param to the state after; the same as {@code from} where only a time, a reason or a flag changed, or an order was refused
 * @param cause what made it change: {@code REGISTERED}, {@code FACTS}, {@code SENDING}, {@code ASKING}, {@code ANSWER},
 *     {@code COMPARED}, {@code LEASE_EXPIRED}, {@code DEADLINE} or {@code ORDER}; more may come
 * @param reason in words; empty if the states say all
 * @param order the operator's order behind it; null if there was none
 */
public record SettlementChange(
        long revision,
        Instant at,
        @Nullable SettlementState from,
        SettlementState to,
        String cause,
        String reason,
        @Nullable Order order) {

    /**
     * What an operator ordered, kept whether it was carried out or not.
     *
     * @param commandId see {@link Command#id}
     * @param actor who ordered it
     * @param words the actor's reason; may be empty
     * @param refusal why it was not carried out, in words; null if it was
     */
    public record Order(String commandId, String actor, String words, @Nullable String refusal) {}
}
