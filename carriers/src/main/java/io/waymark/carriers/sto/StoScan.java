package io.waymark.carriers.sto;

import static io.waymark.protocol.JsonText.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.carriers.sto.article.StoArticle;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One node of STO's link gateway, pushed or asked for.
 *
 * <p>It is the same scan in every report of the same local time, type and outlet; its words may differ. STO's {@code
 * outBizCode} is in pushes alone, so it cannot be what tells scans apart: a history that is asked for because a push was
 * lost would tell every other scan a second time.
 */
final class StoScan {

    private static final int MAX_ISSUE = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");
    private static final Pattern HOURS = Pattern.compile("\\d{1,2}");

    private StoScan() {}

    /** Reads a node. Throws {@link io.waymark.protocol.MalformedPayloadException} if it has no readable time. */
    static Scan of(JsonNode trace, int position, ZoneId usual, Instant receivedAt) {
        String type = field(trace, "scanType");
        String words = field(trace, "memo").isEmpty() ? type : field(trace, "memo");
        Optional<ZoneId> zone = zone(field(trace, "tz"));
        boolean zoneUnreadable = zone.isEmpty() && !field(trace, "tz").isEmpty();
        OffsetDateTime time = LocalTimes.read(field(trace, "opTime"), zone.orElse(usual), receivedAt);
        return new Scan(
                "sto|" + time.toLocalDateTime() + "|" + type + "|" + distinction(trace, words),
                Leg.SINGLE,
                time,
                zoneUnreadable,
                words,
                new Location(place(trace), null),
                position,
                new Reading(1, type, issue(trace)));
    }

    /** The beginning: what the rules look for stands there, and they shall not search a novel. Never an article's mark. */
    private static String issue(JsonNode trace) {
        String name = field(trace, "issueName").replace(StoArticle.DETAIL, "");
        return name.substring(0, Math.min(name.length(), MAX_ISSUE));
    }

    /** What tells scans of one moment and type apart: the outlet; of a node that names none the next best. */
    private static String distinction(JsonNode trace, String words) {
        return Stream.of("opOrgCode", "opOrgName", "outBizCode")
                .map(name -> field(trace, name))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElseGet(() -> BLANKS.matcher(words).replaceAll(""));
    }

    /** The field {@code tz}, of which {@code +08:00}, {@code GMT+8}, {@code Asia/Shanghai} and {@code 8} are read. */
    private static Optional<ZoneId> zone(String tz) {
        try {
            return tz.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ZoneId.of(HOURS.matcher(tz).matches() ? "+" + tz : tz));
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }

    private static @Nullable String place(JsonNode trace) {
        return Stream.of("opOrgName", "opOrgCityName", "opOrgProvinceName")
                .map(name -> field(trace, name))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static String field(JsonNode trace, String name) {
        return text(trace, name).strip();
    }
}
