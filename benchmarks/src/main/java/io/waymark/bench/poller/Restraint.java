package io.waymark.bench.poller;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.bench.service.SandboxView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Whether the providers were asked no more often than they allow, by what they wrote down themselves. */
final class Restraint {

    private final String provider;
    private final Duration gap;
    private final Map<String, Instant> asked = new HashMap<>();
    private Duration smallest = Duration.ofDays(1);
    private int queries;
    private int tooClose;
    private int turnedAway;

    private Restraint(String provider, Duration gap) {
        this.provider = provider;
        this.gap = gap;
    }

    /** @param gap between two queries of one number */
    static Restraint of(SandboxView sandbox, String provider, Duration gap) throws IOException, InterruptedException {
        Restraint restraint = new Restraint(provider, gap);
        sandbox.get("/providers/" + provider + "/queries").forEach(restraint::count);
        return restraint;
    }

    private void count(JsonNode query) {
        queries++;
        String code = query.path("code").asText();
        if (code.equals("504") || code.equals("http-429")) {
            turnedAway++;
        }
        Instant time = Instant.parse(query.path("time").asText());
        Instant before = asked.put(
                query.path("carrier").asText() + " " + query.path("number").asText(), time);
        if (before == null) {
            return;
        }
        Duration distance = Duration.between(before, time);
        smallest = distance.compareTo(smallest) < 0 ? distance : smallest;
        if (distance.compareTo(gap) < 0) {
            tooClose++;
        }
    }

    /** How many subscriptions came too soon, or more often than four times a month. */
    static int subscriptionsOutOfTurn(SandboxView sandbox) throws IOException, InterruptedException {
        int bad = 0;
        for (JsonNode call : sandbox.get("/providers/kuaidi100/subscriptions")) {
            boolean refused = call.path("returnCode").asText().equals("501");
            bad += refused || call.path("tooSoon").asBoolean() ? 1 : 0;
        }
        return bad;
    }

    int queries() {
        return queries;
    }

    boolean isKept() {
        return tooClose == 0 && turnedAway == 0;
    }

    @Override
    public String toString() {
        return "%s: %,d queries of %,d numbers; answered 504 or 429: %d; closer than %d ms to the one before: %d (closest %d ms)"
                .formatted(provider, queries, asked.size(), turnedAway, gap.toMillis(), tooClose, smallest.toMillis());
    }
}
