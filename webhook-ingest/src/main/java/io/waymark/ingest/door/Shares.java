package io.waymark.ingest.door;

import java.util.HashMap;
import java.util.Map;

/**
 * Who has had how much of late, and how much would be fair: what is served in a window is shared by max-min between the
 * providers that ask, and each provider's part likewise between its sources. So an idle sender's callback is below its share
 * however busy others are, and what one does not use is the others'.
 *
 * <p>Not thread-safe.
 */
final class Shares {

    /** Room for sources that were not there a window ago. */
    private static final double NEWCOMERS = 1.25;

    /** Under pressure a little less is given than was served, so that the pressure goes. */
    private static final double EASE = 0.9;

    /** So much of its share a sender may have at once; the rest comes with the time. */
    private static final double AT_ONCE = 0.25;

    private static final double OPEN = Double.MAX_VALUE;

    private final long windowNanos;
    private final long seed;
    private final Map<String, Provider> providers = new HashMap<>();
    private boolean begun;
    private long windowStart;
    private boolean pressure;
    private double capacity;
    private double part = OPEN;
    private int done;
    private int admitted;

    /** That of the callback that asked last. */
    private Provider asking;

    private int place;
    private double elapsed;

    /** What one provider's sources have had, and may have. */
    private static final class Provider {
        final Tally tally;
        int asked;
        double level;
        double fairlyGiven;

        Provider(long seed, double level) {
            this.tally = new Tally(seed);
            this.level = level;
        }
    }

    Shares(long windowNanos, long seed) {
        this.windowNanos = windowNanos;
        this.seed = seed;
        this.asking = new Provider(seed, OPEN);
    }

    /** One asks. What is said next is said of it. */
    void asked(String provider, long source, int cost, long now) {
        if (!begun || now - windowStart >= windowNanos) {
            roll(now);
        }
        elapsed = (double) (now - windowStart) / windowNanos;
        Provider known = providers.get(provider);
        asking = known == null ? added(provider) : known;
        asking.asked += cost;
        place = asking.tally.place(source);
        asking.tally.ask(place, cost);
    }

    /** There is pressure. */
    void pressed() {
        if (pressure) {
            return;
        }
        pressure = true;
        if (!isContended()) {
            share(Math.max(capacity, Math.max(done, admitted)));
        }
    }

    /** Whether there is pressure, or was in the window before. */
    boolean isContended() {
        return part != OPEN;
    }

    /** Whether its sender has had less than its share. */
    boolean isUnderShare() {
        return had() < asking.level * Math.min(1, elapsed + AT_ONCE);
    }

    /** Whether its sender has had so little that nobody is held up by it; as long as there are not many such senders. */
    boolean isIdle() {
        int had = had();
        return (had == 0 || had < asking.level * AT_ONCE) && asking.fairlyGiven < part * NEWCOMERS + 1;
    }

    private int had() {
        return asking.tally.given(place);
    }

    /** It is admitted. */
    void admitted(int cost) {
        if (asking.tally.given(place) < asking.level) {
            asking.fairlyGiven += cost;
        }
        asking.tally.give(place, cost);
        admitted += cost;
    }

    /** An admitted one is answered. */
    void done(int cost) {
        done += cost;
    }

    private Provider added(String name) {
        Provider provider = new Provider(seed, part);
        providers.put(name, provider);
        return provider;
    }

    private void roll(long now) {
        boolean followed = begun && now - windowStart < 2 * windowNanos;
        if (followed && pressure) {
            share(Math.max(done * EASE, capacity / 2));
        } else {
            capacity = done;
            part = OPEN;
        }
        for (Provider provider : providers.values()) {
            provider.level = isContended() ? provider.level : OPEN;
            provider.tally.clear();
            provider.asked = 0;
            provider.fairlyGiven = 0;
        }
        begun = true;
        windowStart = now;
        pressure = false;
        done = 0;
        admitted = 0;
    }

    private void share(double newCapacity) {
        capacity = newCapacity;
        part = WaterLevel.of(
                providers.values().stream()
                        .mapToInt(provider -> provider.asked)
                        .filter(asked -> asked > 0)
                        .toArray(),
                capacity);
        for (Provider provider : providers.values()) {
            provider.level = WaterLevel.of(provider.tally.asked(), part);
        }
    }
}
