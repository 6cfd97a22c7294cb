package io.waymark.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * What each of many may still do. An allowance begins full and fills steadily, so that a whole window's may be used at
 * once. One that nobody used for a window is full again and is forgotten; of those in use the last hundred thousand are
 * known.
 */
public final class Allowances {

    private static final int MOST = 100_000;

    private final long size;
    private final Duration window;
    private final Cache<String, Bucket> buckets;

    /**
     * @param size what an allowance holds, e.g. calls
     * @param window in which it fills from nothing
     */
    public Allowances(long size, Duration window) {
        this.size = size;
        this.window = window;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterAccess(window)
                .build();
    }

    /** Takes what a call costs, if it is there; nothing if not. More than an allowance ever holds counts as all of it. */
    public Charge take(String whose, long cost) {
        ConsumptionProbe probe = bucket(whose).tryConsumeAndReturnRemaining(Math.min(cost, size));
        return new Charge(
                probe.isConsumed(),
                size,
                window,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    /** Gives back what was taken and not used; an allowance never holds more than its size. */
    public void giveBack(String whose, long cost) {
        bucket(whose).addTokens(Math.min(cost, size));
    }

    /** Whether a call that costs so much would be let through now. */
    public Charge look(String whose, long cost) {
        Bucket bucket = bucket(whose);
        long left = bucket.getAvailableTokens();
        long wait = bucket.estimateAbilityToConsume(Math.min(cost, size)).getNanosToWaitForRefill();
        return new Charge(wait == 0, size, window, left, window, Duration.ofNanos(wait));
    }

    private Bucket bucket(String whose) {
        return buckets.get(whose, name -> Bucket.builder()
                .addLimit(limit -> limit.capacity(size).refillGreedy(size, window))
                .build());
    }
}
