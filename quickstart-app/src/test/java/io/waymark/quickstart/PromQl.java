package io.waymark.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A query of Prometheus, as far as it tells which series it reads. */
final class PromQl {

    /**
     * What a query reads.
     *
     * @param labels those that it chooses by
     */
    record Selector(String metric, Set<String> labels) {}

    /** One at a time, from the left: what is none of these (operators, commas, parentheses) tells nothing. */
    private static final Pattern TOKEN = Pattern.compile(
            // spotless:off
            "(?<string>\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`)"
                    + "|(?<range>\\[[^]]*])"
                    + "|(?<grouping>\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\))"
                    + "|(?<number>\\b[0-9][0-9a-zA-Z.]*)"
                    + "|(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(?<call>\\()?"
                    + "|(?<open>\\{)|(?<close>\\})");
    // spotless:on

    private static final Set<String> WORDS = Set.of(
            "and",
            "or",
            "unless",
            "offset",
            "bool",
            "inf",
            "nan",
            "sum",
            "min",
            "max",
            "avg",
            "group",
            "stddev",
            "stdvar",
            "count",
            "count_values",
            "bottomk",
            "topk",
            "quantile",
            "atan2",
            "start",
            "end",
            "group_left",
            "group_right");

    private PromQl() {}

    /** What it reads, in the order in which it stands there. */
    static List<Selector> selectors(String query) {
        List<Selector> found = new ArrayList<>();
        boolean inBraces = false;
        Matcher tokens = TOKEN.matcher(query);
        while (tokens.find()) {
            String name = tokens.group("name");
            if (tokens.group("open") != null || tokens.group("close") != null) {
                inBraces = tokens.group("open") != null;
            } else if (name != null && inBraces) {
                found.get(found.size() - 1).labels().add(name);
            } else if (name != null && tokens.group("call") == null && !WORDS.contains(name)) {
                found.add(new Selector(name, new TreeSet<>()));
            }
        }
        return found;
    }
}
