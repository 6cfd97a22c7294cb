package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.PatternTable;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.StatusTable;
import java.util.Optional;

/**
 * Kuaidi100's state codes (快递单当前状态), of {@code state} and of a node's {@code statusCode}, with the names that a
 * node's {@code status} carries: tables {@code code} and {@code prefix} of the mapping.
 */
final class Kuaidi100Statuses implements StatusMeanings {

    /** By the mapping of this release, which is what reading goes by. */
    static final Kuaidi100Statuses RELEASED = new Kuaidi100Statuses(Mapping.builtIn(ProviderId.KUAIDI100));

    private static final String RULE = "kuaidi100:";

    private final StatusTable codes;
    private final PatternTable prefixes;

    Kuaidi100Statuses(Mapping mapping) {
        codes = StatusTable.ofCodesAndNames(mapping, "code", RULE);
        prefixes = PatternTable.of(mapping, "prefix", 0);
    }

    /** Whether {@code code} says more precisely what {@code codeOrName} says: 304 is a kind of 3, and so of 签收. */
    boolean refines(String code, String codeOrName) {
        return codes.find(code).isPresent()
                && codes.find(codeOrName)
                        .map(main -> main.rule().substring(RULE.length()))
                        .filter(main -> code.length() > main.length() && code.startsWith(main))
                        .isPresent();
    }

    /**
     * The meaning of a code or name. A code that is in no row is placed by its prefix, as the codes are built. Any other
     * is unknown and keeps the status.
     */
    @Override
    public Meaning of(String code, String unused) {
        return codes.find(code)
                .or(() -> prefixes.matching(code).map(row -> row.meaning(false, RULE + row.code() + "?" + code)))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "kuaidi100:unknown"));
    }
}
