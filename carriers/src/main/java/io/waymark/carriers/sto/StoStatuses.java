package io.waymark.carriers.sto;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.PatternTable;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.StatusTable;
import io.waymark.carriers.sto.article.StoArticle;
import java.util.Optional;

/**
 * STO's {@code scanType}: tables {@code code} and {@code issue} of the mapping. 快件取出 is the courier taking the parcel
 * <em>out</em> of a locker, not a signature; 驿站出库 is disputed and therefore no end.
 */
final class StoStatuses implements StatusMeanings {

    private static final String PROBLEM = "问题件";

    private final StatusTable codes;
    private final PatternTable issues;
    private final StatusMeanings article;

    StoStatuses(Mapping mapping) {
        codes = StatusTable.of(mapping, "code", "sto:");
        issues = PatternTable.of(mapping, "issue", 0);
        article = StoArticle.meanings(mapping);
    }

    /**
     * The meaning of a scan type; of a problem, by its issue name. A type in no row is unknown and keeps the status. A
     * reading of the article's dialect is looked up in its own table: both have a GOT, and mean different things.
     */
    @Override
    public Meaning of(String scanType, String issueName) {
        return issueName.startsWith(StoArticle.DETAIL)
                ? article.of(scanType, issueName)
                : linkMeaning(scanType, issueName);
    }

    private Meaning linkMeaning(String scanType, String issueName) {
        Meaning listed =
                codes.find(scanType).orElseGet(() -> new Meaning(Optional.empty(), false, false, "sto:unknown"));
        return scanType.equals(PROBLEM) ? refined(listed, issueName) : listed;
    }

    private Meaning refined(Meaning problem, String issueName) {
        return issues.findingIn(issueName)
                .map(row -> row.meaning(true, "sto:问题件/" + row.pattern()))
                .orElse(problem);
    }
}
