package io.waymark.protocol;

/**
 * Something of a provider's or a gateway's that an operator configures, as {@code waymark.<owner>.<name>} (environment
 * variable {@code WAYMARK_<OWNER>_<NAME>}).
 *
 * @param name in lower case with hyphens, e.g. {@code app-key}
 * @param isList whether it has several values, with commas between them, newest first
 * @param byDefault its value where none is configured; "" if it then has none
 * @param meaning what it is and what is missing without it, in one sentence for the operator
 */
public record Setting(String name, boolean isList, String byDefault, String meaning) {

    /** One value, without a default. */
    public static Setting of(String name, String meaning) {
        return new Setting(name, false, "", meaning);
    }

    /** Several values, without a default. */
    public static Setting list(String name, String meaning) {
        return new Setting(name, true, "", meaning);
    }

    /** One value, with a default. */
    public static Setting withDefault(String name, String byDefault, String meaning) {
        return new Setting(name, false, byDefault, meaning);
    }
}
