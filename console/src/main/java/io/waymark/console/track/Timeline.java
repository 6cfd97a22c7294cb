package io.waymark.console.track;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.toMap;

import io.waymark.contract.Leg;
import io.waymark.contract.SubStatus;
import io.waymark.contract.TrackingEvent;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parcel's scans by the day, the newest first, as they stand now: corrected ones once, withdrawn ones not at all. */
public final class Timeline {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private Timeline() {}

    /**
     * A day at one place on earth.
     *
     * @param name in the reader's language
     * @param zone its offset, e.g. {@code UTC+8}
     */
    public record Day(String name, String zone, List<Stop> stops) {}

    /**
     * A scan.
     *
     * @param time on the clock where it happened
     * @param at the same for machines, with the offset
     * @param place the carrier's words for it
     * @param words the carrier's own text
     */
    public record Stop(String time, String at, SubStatus subStatus, Said place, Said words, Leg leg) {

        /** Whether it is of one of the two legs of an international journey. */
        public boolean isOfALeg() {
            return leg != Leg.SINGLE;
        }
    }

    /** The carrier's own words; empty if it said nothing. */
    public record Said(String text) {

        /** No words. */
        static final Said NOTHING = new Said("");

        /** Whether they are in Chinese. */
        public boolean isChinese() {
            return HAN.matcher(text).find();
        }
    }

    /** The scans as they stand: of a scan and its corrections the last that was told. */
    static List<TrackingEvent> standing(List<TrackingEvent> told) {
        Collection<TrackingEvent> last = told.stream()
                .collect(toMap(
                        TrackingEvent::scanId,
                        event -> event,
                        BinaryOperator.maxBy(comparingLong(TrackingEvent::sequence)),
                        LinkedHashMap<UUID, TrackingEvent>::new))
                .values();
        return last.stream().filter(event -> !event.withdrawn()).toList();
    }

    /** @param standing the newest first */
    static List<Day> days(List<TrackingEvent> standing, Language language) {
        DateTimeFormatter dayName = DateTimeFormatter.ofPattern(language.dayPattern(), language.locale());
        List<Day> days = new ArrayList<>();
        LocalDate date = null;
        ZoneOffset zone = null;
        for (TrackingEvent event : standing) {
            OffsetDateTime at = event.occurredAt();
            if (!at.toLocalDate().equals(date) || !at.getOffset().equals(zone)) {
                date = at.toLocalDate();
                zone = at.getOffset();
                days.add(new Day(dayName.format(date), zone(zone), new ArrayList<>()));
            }
            days.get(days.size() - 1).stops.add(stop(event));
        }
        return days;
    }

    private static Stop stop(TrackingEvent event) {
        return new Stop(
                TIME.format(event.occurredAt()),
                event.occurredAt().toString(),
                event.subStatus(),
                said(event.location().name()),
                said(event.description()),
                event.leg());
    }

    private static Said said(@Nullable String text) {
        return text == null ? Said.NOTHING : new Said(text.strip());
    }

    /** {@code UTC+8}, {@code UTC-3:30}, {@code UTC}. */
    static String zone(ZoneOffset offset) {
        return offset.getTotalSeconds() == 0
                ? "UTC"
                : "UTC" + offset.getId().replaceFirst("^([+-])0?(\\d+)(:00)?", "$1$2");
    }
}
