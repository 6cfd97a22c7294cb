package io.waymark.notifier.gateway;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.waymark.notifier.gateway.Preparation.Impossible;
import io.waymark.notifier.gateway.Preparation.Obstacle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gateways that Waymark speaks to, by their ids. */
public final class Gateways {

    private final Map<String, Gateway> byId;

    /** Throws {@link IllegalStateException} if two have one id. */
    public Gateways(List<Gateway> gateways) {
        byId = gateways.stream().collect(toUnmodifiableMap(Gateway::id, identity()));
    }

    /** The gateway of that id; empty if there is no adapter for it. */
    public Optional<Gateway> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** How long after the transaction each gateway wants the proof; those that do not say are left out. */
    public Map<String, Duration> deadlines() {
        return byId.values().stream()
                .filter(gateway -> gateway.deadline().isPresent())
                .collect(toUnmodifiableMap(
                        Gateway::id, gateway -> gateway.deadline().orElseThrow()));
    }

    /** As {@link Gateway#prepare}; an unknown gateway is an obstacle too. */
    public Preparation prepare(String id, Upload upload, Instant now) {
        return find(id).map(gateway -> gateway.prepare(upload, now))
                .orElseGet(() -> new Impossible(Obstacle.NO_ADAPTER, "Waymark cannot upload to " + id + " yet"));
    }

    /** What an exchange with a gateway came to. */
    public Answer read(String id, Upload upload, Exchange exchange) {
        if (exchange instanceof Exchange.Answered answered) {
            return find(id).map(gateway -> gateway.read(upload, answered.status(), answered.body()))
                    .orElseThrow();
        }
        if (exchange instanceof Exchange.NotSent notSent) {
            return new Answer(Reaction.RETRY, "not sent", notSent.problem());
        }
        return new Answer(Reaction.NO_ANSWER, "no answer", ((Exchange.NoAnswer) exchange).problem());
    }
}
