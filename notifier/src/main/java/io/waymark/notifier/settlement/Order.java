package io.waymark.notifier.settlement;

import io.waymark.contract.Command;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a person wants of a settlement.
 *
 * @param commandId the same order has the same id, however often it arrives
 * @param actor who wants it
 * @param words why, printable, at most {@link #MAX_WORDS} characters, each counted once; may be empty
 */
public record Order(String commandId, Kind kind, UUID settlementId, String actor, String words) {

    /** What can be ordered. */
    enum Kind {
        /** Send it now. */
        RETRY,
        /** Keep it back. */
        HOLD,
        /** Let it go on although something holds it. */
        RELEASE,
        /** Give it up for good. */
        WRITE_OFF
    }

    static final int MAX_WORDS = 500;

    private static final Map<String, Kind> KINDS = Map.of(
            Command.RETRY_SETTLEMENT, Kind.RETRY,
            Command.HOLD_SETTLEMENT, Kind.HOLD,
            Command.RELEASE_SETTLEMENT, Kind.RELEASE,
            Command.WRITE_OFF_SETTLEMENT, Kind.WRITE_OFF);

    public Order {
        words = words.replaceAll("\\p{Cntrl}|\\p{Cs}", " ").strip();
        words = words.codePointCount(0, words.length()) <= MAX_WORDS
                ? words
                : words.substring(0, words.offsetByCodePoints(0, MAX_WORDS));
    }

    /** Whether it may have something sent. */
    boolean opens() {
        return kind == Kind.RETRY || kind == Kind.RELEASE;
    }

    /** The order in a command; empty if it is for another service. Throws {@link RuntimeException} if it is none. */
    public static Optional<Order> of(Command command) {
        return Optional.ofNullable(KINDS.get(command.type()))
                .map(kind -> new Order(
                        Objects.requireNonNull(command.id(), "id"),
                        kind,
                        UUID.fromString(command.target()),
                        Objects.requireNonNull(command.actor(), "actor"),
                        Objects.requireNonNullElse(command.reason(), "")));
    }
}
