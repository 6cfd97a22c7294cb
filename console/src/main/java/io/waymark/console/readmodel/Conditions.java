package io.waymark.console.readmodel;

import java.util.ArrayList;
import java.util.List;

/**
 * The conditions of a query and their values, which always travel as parameters. Each {@code ?} of a condition becomes
 * the next {@code $n} of PostgreSQL.
 */
public final class Conditions {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();

    /** @param condition SQL of our own, with a question mark for each value */
    public Conditions and(String condition, Object... given) {
        text.append(text.isEmpty() ? "" : " and ").append('(');
        int value = 0;
        for (String part : condition.split("\\?", -1)) {
            text.append(part);
            if (value < given.length) {
                text.append(parameter(given[value++]));
            }
        }
        text.append(')');
        return this;
    }

    /** Adds a value that stands outside of the conditions, and gives its place. */
    public String parameter(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    /** All of them. */
    public String text() {
        return text.toString();
    }

    /** The values, in the order of their places. */
    public List<Object> values() {
        return List.copyOf(values);
    }
}
