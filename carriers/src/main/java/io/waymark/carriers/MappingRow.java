package io.waymark.carriers;

import io.waymark.contract.SubStatus;
import java.util.Optional;
import java.util.Set;

/**
 * One row of a {@link Mapping}.
 *
 * @param line where it stands in the file, from 1
 * @param table which of the provider's tables it belongs to, e.g. {@code code}
 * @param code the provider's code, or the name of the rule; "" if only the pattern counts
 * @param name the provider's own name of it; "" if it has none
 * @param pattern the regular expression of a rule; "" for a plain code
 * @param subStatus what it means; empty in the table {@link #STRIP} alone
 * @param flags of {@link #FLAGS}
 */
public record MappingRow(
        int line,
        String table,
        String code,
        String name,
        String pattern,
        Optional<SubStatus> subStatus,
        Set<String> flags) {

    /** The table of what is taken out of a text before rules look at it. Its rows have no meaning. */
    public static final String STRIP = "strip";

    /** A signature that names the recipient's side, which ends a return leg. */
    public static final String WITHDRAWS_RETURN = "withdraws-return";

    /**
     * What can be said of a row besides. {@code return-expected}: the parcel will go back; {@code deprecated}: the
     * provider took the code out of its list and still sends it. Both are for the reader and change nothing.
     */
    static final Set<String> FLAGS = Set.of(WITHDRAWS_RETURN, "return-expected", "deprecated");

    /** How well a meaning is founded; {@code ambiguous} if sources disagree or one code stands for two things. */
    static final Set<String> CERTAINTIES = Set.of("documented", "seen", "inferred", "ambiguous");

    /** What stands for the row within its file: only one row of a table may have it. */
    String key() {
        return table + "/" + code + "/" + pattern;
    }

    /** The meaning of a code in this row, said to come from {@code rule}. */
    public Meaning meaning(boolean known, String rule) {
        return new Meaning(subStatus, known, flags.contains(WITHDRAWS_RETURN), rule);
    }
}
