package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.protocol.JsonText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One scan of the dialect, of a webhook or of a query. It is the same scan in every report of the same time and words.
 * The names after the first of each list are assumed.
 */
final class ArticleScan {

    private static final List<String> CODE = List.of("current_status", "status", "status_code");
    private static final List<String> WORDS =
            List.of("current_description", "description", "desc", "context", "remark", "memo");
    private static final List<String> TIME =
            List.of("current_time", "time", "trace_time", "scan_time", "op_time", "accept_time");
    private static final List<String> PLACE =
            List.of("current_location", "location", "site_name", "outlet_name", "address");

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");

    private ArticleScan() {}

    /** Reads a node. Throws {@link io.waymark.protocol.MalformedPayloadException} if it has no readable time. */
    static Scan of(JsonNode node, int position, Instant receivedAt) {
        String code = first(node, CODE);
        String words = first(node, WORDS);
        String place = first(node, PLACE);
        OffsetDateTime time = ArticleTimes.scan(first(node, TIME), receivedAt);
        String told = words.isEmpty() ? code : words;
        return new Scan(
                "sto-article|" + time.toLocalDateTime() + "|"
                        + BLANKS.matcher(told).replaceAll(""),
                Leg.SINGLE,
                time,
                false,
                told,
                new Location(place.isEmpty() ? null : place, null),
                position,
                new Reading(1, code, StoArticle.DETAIL + ArticleStatuses.RELEASED.textClass(words)));
    }

    /** The first of those fields that has a text; "" if none has. */
    static String first(JsonNode node, List<String> names) {
        return names.stream()
                .map(name -> JsonText.text(node, name).strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }
}
