package io.waymark.notifier.webhook;

import io.github.bucket4j.Bucket;
import io.waymark.notifier.webhook.DeliveryRepository.DueEndpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * How many attempts may be under way, in all and at one endpoint. Endpoints take turns, so that none has to wait for all that
 * another is owed. One that fails has one place, and all that fail have half of the places together: however many are dead,
 * the others go on. A merchant has a quarter of the places, however many endpoints it has.
 */
final class Places {

    /** So many at least have places, where so many want them. */
    private static final int MERCHANTS = 4;

    private final int all;
    private final int perEndpoint;
    private final int rate;
    private final Random random;
    private final Map<UUID, Measure> measures = new HashMap<>();
    private int taken;
    private final Map<String, Integer> takenByMerchant = new HashMap<>();
    private int takenByFailing;

    /** One endpoint's. */
    private static final class Measure {
        private final String merchantId;
        private final Bucket rate;
        private int taken;
        private int takenAsFailing;

        private Measure(String merchantId, int perSecond) {
            this.merchantId = merchantId;
            rate = Bucket.builder()
                    .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }
    }

    Places(int all, int perEndpoint, int rate, Random random) {
        this.all = all;
        this.perEndpoint = perEndpoint;
        this.rate = rate;
        this.random = random;
    }

    /** Takes places for endpoints for which something is due: how many for each. None for most, when there are few. */
    synchronized Map<UUID, Integer> take(List<DueEndpoint> due) {
        List<DueEndpoint> turns = new ArrayList<>(due);
        Collections.shuffle(turns, random);
        Map<UUID, Integer> taken = new LinkedHashMap<>();
        while (!turns.isEmpty()) {
            turns.removeIf(endpoint -> !takeOne(endpoint));
            turns.forEach(endpoint -> taken.merge(endpoint.endpointId(), 1, Integer::sum));
        }
        return taken;
    }

    private boolean takeOne(DueEndpoint endpoint) {
        Measure measure =
                measures.computeIfAbsent(endpoint.endpointId(), absent -> new Measure(endpoint.merchantId(), rate));
        int most = endpoint.failing() ? 1 : perEndpoint;
        boolean free = taken < all
                && measure.taken < most
                && takenByMerchant.getOrDefault(measure.merchantId, 0) < Math.max(1, all / MERCHANTS)
                && !(endpoint.failing() && takenByFailing >= Math.max(1, all / 2))
                && measure.rate.tryConsume(1);
        if (free) {
            taken++;
            measure.taken++;
            takenByMerchant.merge(measure.merchantId, 1, Integer::sum);
            if (endpoint.failing()) {
                takenByFailing++;
                measure.takenAsFailing++;
            }
        }
        return free;
    }

    /** Gives back a place of an attempt that has ended. */
    synchronized void free(UUID endpointId) {
        Measure measure = measures.get(endpointId);
        if (measure != null) {
            taken--;
            measure.taken--;
            takenByMerchant.computeIfPresent(measure.merchantId, (id, own) -> own == 1 ? null : own - 1);
            if (measure.takenAsFailing > 0) {
                measure.takenAsFailing--;
                takenByFailing--;
            }
            notifyAll();
        }
    }

    /** Gives back a place that was not used. */
    synchronized void giveBack(UUID endpointId, int unused) {
        Measure measure = measures.get(endpointId);
        if (measure != null && unused > 0) {
            measure.rate.addTokens(unused);
            for (int i = 0; i < unused; i++) {
                free(endpointId);
            }
        }
    }

    /** Waits until nothing is under way; says whether that came in time. */
    synchronized boolean drained(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        for (long left = patience.toNanos(); taken > 0 && left > 0; left = deadline - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return taken == 0;
    }

    /** Forgets endpoints at which nothing is under way: what is left of a second's rate is all that is lost. */
    synchronized void forgetIdle() {
        measures.values().removeIf(measure -> measure.taken == 0);
    }
}
