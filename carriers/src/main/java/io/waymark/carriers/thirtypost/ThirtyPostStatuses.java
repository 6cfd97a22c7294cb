package io.waymark.carriers.thirtypost;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.MappingRow;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.PatternTable;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.StatusTable;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the carrier's words mean: tables {@code strip}, {@code text} and {@code section} of the mapping. It has no codes
 * and publishes no list of its phrases: the rules are inferred from the words of carriers in general. A text belongs to
 * the class of the first rule that finds something in it, or to none, and then its section decides.
 *
 * <p>Two traps: 请您准备签收 is no signature, so what only announces one is taken out before the rules look; 驿站代收 is an
 * arrival at a station, so its rule comes before that of 签收.
 */
final class ThirtyPostStatuses implements StatusMeanings {

    /** By the mapping of this release, which is what reading goes by. */
    static final ThirtyPostStatuses RELEASED = new ThirtyPostStatuses(Mapping.builtIn(ProviderId.THIRTYPOST));

    /** What the rules look for stands at the beginning, and they shall not search a novel. */
    private static final int LONGEST_TEXT = 500;

    /** Word borders as in a text of both scripts, on every version of Java. */
    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS;

    private final PatternTable announcements;
    private final PatternTable texts;
    private final StatusTable classes;
    private final StatusTable sections;

    ThirtyPostStatuses(Mapping mapping) {
        announcements = PatternTable.of(mapping, MappingRow.STRIP, FLAGS);
        texts = PatternTable.of(mapping, "text", FLAGS);
        classes = StatusTable.of(mapping, "text", "thirtypost:");
        sections = StatusTable.of(mapping, "section", "thirtypost:");
    }

    /** The name of a text's class; "" if no rule finds anything in it. Nothing of the text itself. */
    String classOf(String text) {
        String said = announcements.takenOutOf(text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
        return texts.findingIn(said).map(MappingRow::code).orElse("");
    }

    /** The meaning of a text's class or, where it has none, of its section. */
    @Override
    public Meaning of(String section, String textClass) {
        return classes.find(textClass)
                .or(() -> sections.find(section).filter(meaning -> textClass.isEmpty()))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "thirtypost:unknown"));
    }
}
