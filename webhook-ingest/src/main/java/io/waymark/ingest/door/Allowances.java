package io.waymark.ingest.door;

import io.github.bucket4j.Bucket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What every account of a sender may send in a time, where the sender has a limit. */
public final class Allowances {

    private final Map<String, Limited> limited;

    private record Limited(Rate rate, Map<String, Bucket> accounts) {}

    /** @param rates by the sender's name */
    public Allowances(Map<String, Rate> rates) {
        limited = rates.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, entry -> new Limited(entry.getValue(), new ConcurrentHashMap<>())));
    }

    /**
     * Whether this callback is within what its account may send; if so, it counts.
     *
     * @param account of those that are configured: every one is kept for ever
     */
    public boolean allows(String sender, String account) {
        Limited limit = limited.get(sender);
        return limit == null
                || limit.accounts()
                        .computeIfAbsent(account, name -> full(limit.rate()))
                        .tryConsume(1);
    }

    private static Bucket full(Rate rate) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.per()))
                .build();
    }
}
