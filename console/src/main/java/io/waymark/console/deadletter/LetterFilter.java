package io.waymark.console.deadletter;

import io.waymark.console.readmodel.Conditions;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are asked for; null for all.
 *
 * @param cause see {@link DeadLetter#cause}
 * @param commandId the order that they were named in
 */
public record LetterFilter(
        @Nullable String group,
        @Nullable String topic,
        @Nullable String cause,
        @Nullable LetterState state,
        @Nullable String commandId) {

    /** Says what is asked for and nothing else, so that each filter finds its index. */
    Conditions conditions() {
        Conditions conditions = new Conditions().and("true");
        and(conditions, "consumer_group = ?", group);
        and(conditions, "topic = ?", topic);
        and(conditions, "cause = ?", cause);
        if (state != null) {
            conditions.and("state = '" + state.name() + "'"); // by its name, so that indexes of one state are found
        }
        and(conditions, "command_id = ?", commandId);
        return conditions;
    }

    private static void and(Conditions conditions, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.and(condition, value);
        }
    }
}
