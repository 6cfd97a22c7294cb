package io.waymark.carriers.sto.article;

import static io.waymark.contract.SubStatus.*;

import io.waymark.carriers.Meaning;
import io.waymark.contract.SubStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The dialect's {@code current_status} and, where that is none of these, its words. The article names SIGNED and the
 * words; the other codes are assumed. GOT here is not the GOT of the link gateway, which is a parcel leaving customs.
 */
final class ArticleStatuses {

    // spotless:off
    private static final Map<String, SubStatus> CODES = Map.of(
            "GOT",        PICKED_UP,
            "IN_TRANSIT", MOVING,
            "ARRIVED",    ARRIVED_HUB,
            "DEPARTED",   DEPARTED_HUB,
            "DELIVERING", OUT_FOR_DELIVERY,
            "SIGNED",     SIGNED,
            "RETURNED",   RETURNING,
            "PROBLEM",    UNSPECIFIED);

    /** The first that matches. */
    private static final List<TextRule> TEXTS = List.of(
            text("退回|退件",     RETURNING),
            text("已签收|已簽收",  SIGNED),
            text("正在派件|派送中", OUT_FOR_DELIVERY),
            text("已到达|已到達",  ARRIVED_HUB),
            text("发出|發出",     DEPARTED_HUB),
            text("已收件|揽收|攬收", PICKED_UP));
    // spotless:on

    private static final int MAX_TEXT = 500;

    private record TextRule(String name, Pattern pattern, SubStatus subStatus) {}

    private ArticleStatuses() {}

    /** Which rule of the words a scan's words meet; "" if none. It stands for the words, which hold names and phones. */
    static String textClass(String words) {
        String beginning = words.substring(0, Math.min(words.length(), MAX_TEXT));
        return TEXTS.stream()
                .filter(rule -> rule.pattern().matcher(beginning).find())
                .map(TextRule::name)
                .findFirst()
                .orElse("");
    }

    /** The meaning of a code; of one that is in no row, of the words. A code that is there and in no row is unknown. */
    static Meaning meaning(String code, String textClass) {
        String normal = code.strip().toUpperCase(Locale.ROOT);
        SubStatus listed = CODES.get(normal);
        if (listed != null) {
            return new Meaning(Optional.of(listed), true, false, "sto:article/" + normal);
        }
        return TEXTS.stream()
                .filter(rule -> rule.name().equals(textClass))
                .findFirst()
                .map(rule -> new Meaning(
                        Optional.of(rule.subStatus()), normal.isEmpty(), false, "sto:article/text/" + rule.name()))
                .orElseGet(() -> new Meaning(Optional.empty(), false, false, "sto:article/unknown"));
    }

    private static TextRule text(String pattern, SubStatus subStatus) {
        return new TextRule(pattern, Pattern.compile(pattern), subStatus);
    }
}
