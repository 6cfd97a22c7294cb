package io.waymark.carriers.sto.article;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.MappingRow;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.PatternTable;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.StatusMeanings;
import io.waymark.carriers.StatusTable;
import java.util.Locale;
import java.util.Optional;

/**
 * The dialect's {@code current_status} and, where that is none of these, its words: tables {@code article-code} and
 * {@code article-text} of STO's mapping. The article names SIGNED and the words; the other codes are assumed. GOT here is
 * not the GOT of the link gateway, which is a parcel leaving customs.
 */
final class ArticleStatuses implements StatusMeanings {

    /** By the mapping of this release, which is what reading goes by. */
    static final ArticleStatuses RELEASED = new ArticleStatuses(Mapping.builtIn(ProviderId.STO));

    private static final int MAX_TEXT = 500;

    private final StatusTable codes;
    private final StatusTable classes;
    private final PatternTable texts;

    ArticleStatuses(Mapping mapping) {
        codes = StatusTable.of(mapping, "article-code", "sto:article/");
        classes = StatusTable.of(mapping, "article-text", "sto:article/text/");
        texts = PatternTable.of(mapping, "article-text", 0);
    }

    /** Which rule of the words a scan's words meet; "" if none. It stands for the words, which hold names and phones. */
    String textClass(String words) {
        return texts.findingIn(words.substring(0, Math.min(words.length(), MAX_TEXT)))
                .map(MappingRow::code)
                .orElse("");
    }

    /** The meaning of a code; of one that is in no row, of the words. A code that is there and in no row is unknown. */
    @Override
    public Meaning of(String code, String textClass) {
        String normal = code.strip().toUpperCase(Locale.ROOT);
        return codes.find(normal)
                .or(() -> classes.find(textClass).map(meaning -> placed(meaning, normal.isEmpty())))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "sto:article/unknown"));
    }

    private static Meaning placed(Meaning words, boolean known) {
        return new Meaning(words.subStatus(), known, words.withdrawsReturn(), words.rule());
    }
}
