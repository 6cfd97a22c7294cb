package io.waymark.carriers.sto;

import static io.waymark.carriers.JsonText.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.JsonText;
import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.MalformedPayloadException;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.RawPayload;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a push: one scan. It is the same scan in every push with the same {@code outBizCode} or, where there is none,
 * the same time, type and words.
 */
final class StoParser implements PayloadParser {

    private static final int MAX_ISSUE = 100;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");

    @Override
    public ParsedPayload parse(RawPayload raw) {
        JsonNode content = JsonText.object(
                StoPush.Envelope.of(raw.body(), raw.contentType()).content());
        try {
            return ParsedPayload.ofScan(scan(content.path("trace"), raw));
        } catch (MalformedPayloadException e) {
            return new ParsedPayload(
                    List.of(), Optional.empty(), false, Optional.empty(), List.of(new UnreadableNode(0, e.detail())));
        }
    }

    private static Scan scan(JsonNode trace, RawPayload raw) {
        String type = text(trace, "scanType").strip();
        String words =
                text(trace, "memo").isBlank() ? type : text(trace, "memo").strip();
        String time = text(trace, "opTime").strip();
        Optional<ZoneId> zone = zone(text(trace, "tz"));
        boolean zoneUnreadable = zone.isEmpty() && !text(trace, "tz").isBlank();
        return new Scan(
                identity(text(trace, "outBizCode").strip(), time, type, words),
                Leg.SINGLE,
                LocalTimes.read(time, zone.orElse(LocalTimes.CHINA), raw.receivedAt()),
                zoneUnreadable,
                words,
                location(trace),
                0,
                new Reading(1, type, issue(text(trace, "issueName").strip())));
    }

    /** The beginning: what the rules look for stands there, and they shall not search a novel. */
    private static String issue(String name) {
        return name.substring(0, Math.min(name.length(), MAX_ISSUE));
    }

    private static String identity(String outBizCode, String time, String type, String words) {
        return outBizCode.isEmpty()
                ? "sto|" + time + "|" + type + "|" + BLANKS.matcher(words).replaceAll("")
                : "sto||" + outBizCode;
    }

    /** The field {@code tz}, of which only {@code +08:00}, {@code GMT+8} and {@code Asia/Shanghai} forms are known. */
    private static Optional<ZoneId> zone(String tz) {
        try {
            return tz.isBlank() ? Optional.empty() : Optional.of(ZoneId.of(tz.strip()));
        } catch (DateTimeException notAZone) {
            return Optional.empty();
        }
    }

    private static Location location(JsonNode trace) {
        @Nullable
        String name = Stream.of("opOrgName", "opOrgCityName", "opOrgProvinceName")
                .map(field -> text(trace, field).strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse(null);
        return new Location(name, null);
    }
}
