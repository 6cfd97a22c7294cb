package io.waymark.sandbox.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * When the steps of one journey happen: for us, who wait, and for the parcel. At a speed above that of life the parcel's
 * own clock has to begin in the past, so that its last step is told when it happens and none lies in the future:
 *
 * <pre>
 *   for us       start ──── start + total/speed
 *   its own      start + total/speed - total ──── start + total/speed
 * </pre>
 *
 * @param start when it is set in motion
 * @param speed how many times faster than life, at least 1
 * @param total how long the journey takes at the speed of life
 */
public record Timetable(Instant start, double speed, Duration total) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** The timetable of a journey that begins at {@code start}. Without steps it is over at once. */
    public static Timetable of(Instant start, double speed, List<Step> steps) {
        Duration total =
                steps.isEmpty() ? Duration.ZERO : steps.get(steps.size() - 1).at();
        return new Timetable(start, speed, total);
    }

    /** How long we wait for what takes {@code life}. */
    public Duration waitFor(Duration life) {
        return Duration.ofMillis(Math.round(life.toMillis() / speed));
    }

    /** When all is over, for us and for the parcel. */
    public Instant end() {
        return start.plus(waitFor(total));
    }

    /** A moment of the parcel's life as carriers write it: China's time, without a zone. */
    public String written(Duration at) {
        Instant moment = end().minus(total).plus(at).truncatedTo(ChronoUnit.SECONDS);
        return WRITTEN.format(LocalDateTime.ofInstant(moment, CHINA));
    }
}
