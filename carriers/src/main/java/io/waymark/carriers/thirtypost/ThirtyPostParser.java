package io.waymark.carriers.thirtypost;

import static io.waymark.protocol.JsonText.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.NumberShapes;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Reading;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Location;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.BodyText;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads a tracking answer. A section is documented as a list and sampled as {@code {success, value: […]}}; both are read,
 * and null, absence and anything else are no entries.
 *
 * <p>An entry is the same scan in every answer that has the same section, local time and words (blanks aside). The section
 * is part of it: where two sections tell the same, nothing says that they mean one scan, and two of one meaning do no
 * harm.
 *
 * <p>Times have no zone; they are read as China's and marked as assumed, since the earlier sections may be Australian.
 */
final class ThirtyPostParser implements PayloadParser {

    /** Of all sections together; real histories have tens. */
    private static final int MAX_NODES = 512;

    /** A parcel has one number in China, or a few. */
    private static final int MOST_NUMBERS = 4;

    private static final Pattern BLANKS = Pattern.compile("[\\s\\u00a0\\u3000]+");

    @Override
    public ParsedPayload parse(RawPayload raw) {
        JsonNode answer = JsonText.object(BodyText.of(raw.body(), raw.contentType()));
        List<Scan> scans = new ArrayList<>();
        List<UnreadableNode> unreadable = new ArrayList<>();
        int first = 0;
        for (Section section : Section.values()) {
            JsonNode entries = entries(answer.path(section.field()));
            if (first + entries.size() > MAX_NODES) {
                throw new MalformedPayloadException("more nodes than a history can have");
            }
            new History(section, entries, first, raw.receivedAt()).read(scans, unreadable);
            first += entries.size();
        }
        return new ParsedPayload(
                scans, Optional.empty(), false, Optional.empty(), chineseNumbers(answer, raw), unreadable);
    }

    /** The domestic carrier's numbers: those in its section that no other section has, nor the parcel itself. */
    private static List<String> chineseNumbers(JsonNode answer, RawPayload raw) {
        Set<String> own = new HashSet<>();
        own.add(raw.trackingNumber());
        Stream.of(Section.values())
                .filter(section -> section != Section.CHINA)
                .forEach(section -> own.addAll(numbers(answer, section)));
        return numbers(answer, Section.CHINA).stream()
                .filter(number -> !own.contains(number) && ShipmentId.isNumber(number))
                .limit(MOST_NUMBERS)
                .map(ThirtyPostParser::withCarrier)
                .toList();
    }

    private static Set<String> numbers(JsonNode answer, Section section) {
        Set<String> numbers = new TreeSet<>();
        entries(answer.path(section.field()))
                .forEach(entry -> numbers.add(ShipmentId.normalNumber(text(entry, "expressionNo"))));
        return numbers;
    }

    private static String withCarrier(String number) {
        NumberShapes.Recognised recognised = NumberShapes.recognise(number);
        return (recognised.isCertain() ? recognised.carriers().get(0) : "auto") + ":" + number;
    }

    private static JsonNode entries(JsonNode section) {
        JsonNode entries = section.isObject() ? section.path("value") : section;
        return entries.isArray() ? entries : JsonNodeFactory.instance.arrayNode();
    }

    /**
     * The entries of one section.
     *
     * @param first index of the first in the whole answer
     */
    private record History(Section section, JsonNode entries, int first, Instant receivedAt) {

        void read(List<Scan> scans, List<UnreadableNode> unreadable) {
            boolean oldestFirst = isOldestFirst();
            for (int i = 0; i < entries.size(); i++) {
                try {
                    int fromOldest = oldestFirst ? i : entries.size() - 1 - i;
                    scans.add(scan(entries.get(i), section.ordinal() * MAX_NODES + fromOldest));
                } catch (MalformedPayloadException e) {
                    unreadable.add(new UnreadableNode(first + i, e.detail()));
                }
            }
        }

        /** The sample has the newest first, and no word about it; the times, as texts, say how it is. */
        private boolean isOldestFirst() {
            JsonNode last = entries.path(entries.size() - 1);
            return time(entries.path(0)).compareTo(time(last)) < 0;
        }

        private Scan scan(JsonNode entry, int position) {
            if (!entry.isObject()) {
                throw new MalformedPayloadException("a node is no object");
            }
            String words = text(entry, "event").strip();
            String place = text(entry, "address").strip();
            return new Scan(
                    "thirtypost|" + section.field() + "|" + time(entry) + "|"
                            + BLANKS.matcher(words).replaceAll(""),
                    Leg.SINGLE,
                    LocalTimes.read(time(entry), LocalTimes.CHINA, receivedAt),
                    true,
                    words,
                    place.isEmpty() ? Location.UNKNOWN : new Location(place, null),
                    position,
                    new Reading(1, section.field(), ThirtyPostStatuses.RELEASED.classOf(words)));
        }

        private static String time(JsonNode entry) {
            return text(entry, "dateTime").strip();
        }
    }
}
