package io.waymark.poller.plan;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How much faster parcels live than the rules are written for: 1, but for a sandbox. The rules' durations mean a carrier's
 * days; with a speed of 1000 a day of theirs is 86 seconds of ours.
 *
 * @param factor at least 1
 */
record Speed(double factor) {

    /** A provider that is asked at its real speed. */
    static final Speed REAL = new Speed(1);

    /** Whoever answers there is on this machine, or is the sandbox's container. */
    private static final Pattern OURS = Pattern.compile("localhost|sandbox|127(\\.\\d{1,3}){3}|\\[::1]");

    Speed {
        if (!(factor >= 1) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("WAYMARK_POLLING_SPEED is " + factor + "; it must be 1 or more");
        }
    }

    /**
     * The speed at which one provider is asked: the configured one only if all its addresses are a sandbox's, since a real
     * provider would lock the account that asks a thousand times too often.
     *
     * @param addresses under which the provider is configured; none if it is not
     */
    static Speed of(double configured, List<String> addresses) {
        Speed wanted = new Speed(configured);
        return !addresses.isEmpty() && addresses.stream().allMatch(Speed::isOurs) ? wanted : REAL;
    }

    private static boolean isOurs(String address) {
        try {
            String host = URI.create(address).getHost();
            return host != null && OURS.matcher(host).matches();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    /** What a duration that has passed here means in the rules. */
    Duration toRules(Duration passed) {
        return factor == 1 ? passed : ofMillis(passed.toMillis() * factor);
    }

    /** How long a duration of the rules is here. */
    Duration toReal(Duration ruled) {
        return factor == 1 ? ruled : ofMillis(ruled.toMillis() / factor);
    }

    private static Duration ofMillis(double millis) {
        return Duration.ofMillis(Math.round(millis));
    }
}
