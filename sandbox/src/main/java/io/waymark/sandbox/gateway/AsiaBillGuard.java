package io.waymark.sandbox.gateway;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may speak to AsiaBill: judges the four headers of a request and its signature, and signs answers. A rightly signed
 * request uses up its id on receipt, whatever becomes of it. Belongs to one event loop.
 */
final class AsiaBillGuard {

    private static final Duration DRIFT = Duration.ofMinutes(10);
    private static final Duration MEMORY = Duration.ofMinutes(30);
    private static final int LONGEST_ID = 64;

    private final Map<String, String> signKeys;
    private final InstantSource clock;
    private final Map<String, Instant> usedIds = new LinkedHashMap<>();

    /**
     * What is found of a request's headers.
     *
     * @param refusal empty if it may go on
     */
    record Admission(boolean signedRight, Optional<AsiaBillRefusal> refusal) {}

    /** @param signKeys by gateway number */
    AsiaBillGuard(Map<String, String> signKeys, InstantSource clock) {
        this.signKeys = signKeys;
        this.clock = clock;
    }

    /**
     * Judges a request.
     *
     * @param path its one value, decoded; "" if there is none
     * @param body "" if there is none
     */
    Admission admit(MultiMap headers, String path, String body) {
        @Nullable String signKey = signKeys.get(header(headers, "gateway-no"));
        String claimed = header(headers, "sign-info");
        boolean signedRight = signKey != null
                && AsiaBillSignature.of(AsiaBillSignature.OF_REQUESTS, headers, path, body, signKey)
                        .equalsIgnoreCase(claimed);
        String id = header(headers, "request-id");
        boolean idIsNew = !signedRight || isNew(header(headers, "gateway-no") + " " + id);
        return new Admission(signedRight, Optional.ofNullable(refusal(headers, signedRight, idIsNew)));
    }

    private @Nullable AsiaBillRefusal refusal(MultiMap headers, boolean signedRight, boolean idIsNew) {
        String id = header(headers, "request-id");
        if (!signKeys.containsKey(header(headers, "gateway-no"))) {
            return AsiaBillRefusal.L0001;
        }
        if (id.isEmpty() || id.length() > LONGEST_ID) {
            return AsiaBillRefusal.P0002;
        }
        if (!isNow(header(headers, "request-time"))) {
            return AsiaBillRefusal.L0003;
        }
        if (!signedRight) {
            return AsiaBillRefusal.L0005;
        }
        return idIsNew ? null : AsiaBillRefusal.L0004;
    }

    /**
     * The headers of an answer.
     *
     * @param asked the request's headers
     * @param rightly whether it is signed with the merchant's key, or with a wrong one
     * @return empty for a stranger, to whom nothing can be signed
     */
    Map<String, String> signed(MultiMap asked, String body, boolean rightly) {
        String gatewayNo = header(asked, "gateway-no");
        @Nullable String signKey = signKeys.get(gatewayNo);
        if (signKey == null) {
            return Map.of();
        }
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("gateway-no", gatewayNo)
                .add("response-id", header(asked, "request-id"))
                .add("response-time", Long.toString(clock.millis()));
        String key = rightly ? signKey : "not " + signKey;
        headers.add("sign-info", AsiaBillSignature.of(AsiaBillSignature.OF_ANSWERS, headers, "", body, key));
        Map<String, String> all = new LinkedHashMap<>();
        headers.forEach(header -> all.put(header.getKey(), header.getValue()));
        return all;
    }

    private boolean isNow(String millis) {
        return millis.matches("\\d{1,16}")
                && Duration.between(Instant.ofEpochMilli(Long.parseLong(millis)), clock.instant())
                                .abs()
                                .compareTo(DRIFT)
                        <= 0;
    }

    private boolean isNew(String id) {
        Instant now = clock.instant();
        Iterator<Instant> oldestFirst = usedIds.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().plus(MEMORY).isBefore(now)) {
            oldestFirst.remove();
        }
        return usedIds.putIfAbsent(id, now) == null;
    }

    private static String header(MultiMap headers, String name) {
        return Objects.requireNonNullElse(headers.get(name), "").strip();
    }
}
