package io.waymark.carriers;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of one table of a {@link Mapping}: the first that finds something decides. */
public final class PatternTable {

    private final List<Rule> rules;

    private record Rule(MappingRow row, Pattern pattern) {}

    private PatternTable(List<Rule> rules) {
        this.rules = rules;
    }

    /**
     * The table of that name.
     *
     * @param flags of {@link Pattern#compile(String, int)}
     */
    public static PatternTable of(Mapping mapping, String table, int flags) {
        return new PatternTable(mapping.rows(table).stream()
                .map(row -> new Rule(row, Pattern.compile(row.pattern(), flags)))
                .toList());
    }

    /** The first rule that finds something anywhere in the text; empty if none does. */
    public Optional<MappingRow> findingIn(String text) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(text).find())
                .map(Rule::row)
                .findFirst();
    }

    /** The first rule whose pattern is the whole text; empty if none is. */
    public Optional<MappingRow> matching(String text) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(text).matches())
                .map(Rule::row)
                .findFirst();
    }

    /** The text without anything that a rule finds in it. */
    public String takenOutOf(String text) {
        String left = text;
        for (Rule rule : rules) {
            left = rule.pattern().matcher(left).replaceAll("");
        }
        return left;
    }
}
