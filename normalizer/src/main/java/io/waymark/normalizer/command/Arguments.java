package io.waymark.normalizer.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command's arguments by name, in whatever order they came; of one that came twice the later counts. */
public final class Arguments {

    private final Map<String, String> values = new HashMap<>();

    private Arguments() {}

    /**
     * Reads them.
     *
     * @param flags the names of those without a value
     * @param names of those with one
     * @throws IllegalArgumentException if one is neither, or lacks its value
     */
    public static Arguments of(List<String> given, Set<String> flags, Set<String> names) {
        Arguments arguments = new Arguments();
        Deque<String> left = new ArrayDeque<>(given);
        while (!left.isEmpty()) {
            String name = left.removeFirst();
            if (flags.contains(name)) {
                arguments.values.put(name, "");
            } else if (names.contains(name)) {
                arguments.values.put(name, value(name, left));
            } else {
                throw new IllegalArgumentException(name + " is not known");
            }
        }
        return arguments;
    }

    private static String value(String name, Deque<String> left) {
        String value = left.isEmpty() ? "" : left.removeFirst();
        if (value.isEmpty() || value.startsWith("--")) {
            throw new IllegalArgumentException(name + " needs a value");
        }
        return value;
    }

    /** Whether a flag was given. */
    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** The value given under a name; empty if none was. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The whole number given under a name; empty if none was.
     *
     * @throws IllegalArgumentException if it is none, or less than {@code least}, or more than {@code most}
     */
    public Optional<Long> number(String name, long least, long most) {
        return value(name).map(text -> {
            long number = text.matches("\\d{1,18}") ? Long.parseLong(text) : -1;
            if (number < least || number > most) {
                throw new IllegalArgumentException(name + " needs a number from " + least + " to " + most);
            }
            return number;
        });
    }
}
