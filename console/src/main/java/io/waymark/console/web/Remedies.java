package io.waymark.console.web;

import io.waymark.console.deadletter.DeadLetter;
import io.waymark.contract.Topics;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What to do about a dead letter, by what it died of. */
final class Remedies {

    /**
     * What helps where something is said.
     *
     * @param text the key of what to do
     */
    private record Remedy(Pattern said, String text) {}

    // spotless:off
    /** The first that fits counts. */
    private static final List<Remedy> BY_REASON = List.of(
            new Remedy(Pattern.compile("names a number that is not|filed under a key"), "fix.foreign"),
            new Remedy(Pattern.compile("more (than|scans|nodes|fields)"),               "fix.large"),
            new Remedy(Pattern.compile("mapping that is not right"),                    "fix.mapping"),
            new Remedy(Pattern.compile("provider that is not known"),                   "fix.provider"),
            new Remedy(Pattern.compile("[Cc]ode"),                                      "fix.code"));
    // spotless:on

    private static final Set<String> READ_MODEL =
            Set.of(Topics.EVENTS.name(), Topics.LATEST.name(), Topics.SETTLEMENTS.name());

    private Remedies() {}

    /** The key of what to do. */
    static String of(DeadLetter letter) {
        if (letter.redrivable()) {
            String otherwise = letter.topic().equals(Topics.RAW.name()) ? "fix.parser" : "fix.release";
            return BY_REASON.stream()
                    .filter(remedy -> remedy.said().matcher(letter.reason()).find())
                    .map(Remedy::text)
                    .findFirst()
                    .orElse(otherwise);
        }
        boolean isReadModels = letter.group().equals(Topics.CONSOLE_GROUP) && READ_MODEL.contains(letter.topic());
        return isReadModels ? "fix.rebuild" : "fix.reread";
    }
}
