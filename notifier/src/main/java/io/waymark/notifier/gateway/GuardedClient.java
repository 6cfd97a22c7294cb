package io.waymark.notifier.gateway;

import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.Gateways;
import io.waymark.protocol.HttpCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * {@link GatewayClient} for who keeps to a gateway's measure: no more calls in a second than it is configured for, and,
 * while it does not answer, one from time to time. Each replica keeps its own count.
 *
 * <p>Ask {@link #permits} before a call is committed to: a call without one is not refused, but spends what others were
 * counting on.
 */
@ApplicationScoped
public class GuardedClient {

    private final Map<String, Guard> guards;
    private final GatewayClient client;

    GuardedClient(GatewayClient client, GatewayConfig config, Clock clock, MeterRegistry registry) {
        this.client = client;
        guards = Gateways.ALL.stream()
                .map(Gateway::id)
                .collect(Collectors.toUnmodifiableMap(
                        Function.identity(), gateway -> new Guard(gateway, config, clock)));
        guards.forEach((gateway, guard) -> Gauge.builder("gateway_breaker_open", guard, Guard::openness)
                .tag("gateway", gateway)
                .register(registry));
    }

    /** How many calls may begin now, at most {@code wanted}; they are spent unless they are {@link #giveBack given back}. */
    public int permits(String gateway, int wanted) {
        return guard(gateway).permits(wanted);
    }

    /** Permits that were not used. */
    public void giveBack(String gateway, int unused) {
        guard(gateway).giveBack(unused);
    }

    /** As {@link GatewayClient#send}. While the breaker is open, the call is {@link Exchange.NotSent}. */
    public Uni<Exchange> send(String gateway, HttpCall call) {
        return guard(gateway).send(() -> client.send(call));
    }

    private Guard guard(String gateway) {
        return Objects.requireNonNull(guards.get(gateway), gateway);
    }

    /** One gateway's measure. */
    private static final class Guard {

        private final String gateway;
        private final Clock clock;
        private final Bucket rate;
        private final Duration pause;
        private final TypedGuard<Uni<Exchange>> breaker;
        private volatile CircuitBreakerState state = CircuitBreakerState.CLOSED;
        private volatile Instant triedAgainAt = Instant.MIN;

        Guard(String gateway, GatewayConfig config, Clock clock) {
            this.gateway = gateway;
            this.clock = clock;
            int perSecond = config.rates().getOrDefault(gateway, config.rate());
            rate = Bucket.builder()
                    .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
            pause = config.breakerPause();
            breaker = TypedGuard.create(new TypeLiteral<Uni<Exchange>>() {})
                    .withCircuitBreaker()
                    .failOn(UnansweredException.class)
                    .requestVolumeThreshold(config.breakerCalls())
                    .failureRatio(1)
                    .delay(pause.toMillis(), ChronoUnit.MILLIS)
                    .onStateChange(this::changed)
                    .done()
                    .build();
        }

        int permits(int wanted) {
            int allowed = state == CircuitBreakerState.CLOSED ? wanted : Math.min(wanted, trial());
            return allowed == 0 ? 0 : (int) rate.tryConsumeAsMuchAsPossible(allowed);
        }

        /** While it is not closed, one call may find out after each pause. */
        private synchronized int trial() {
            Instant now = clock.instant();
            if (now.isBefore(triedAgainAt)) {
                return 0;
            }
            triedAgainAt = now.plus(pause);
            return 1;
        }

        void giveBack(int unused) {
            if (unused > 0) {
                rate.addTokens(unused);
                if (state != CircuitBreakerState.CLOSED) {
                    triedAgainAt = Instant.MIN;
                }
            }
        }

        Uni<Exchange> send(Supplier<Uni<Exchange>> call) {
            return breaker.get(() -> call.get().invoke(exchange -> {
                        if (exchange.isUnanswered()) {
                            throw new UnansweredException(exchange);
                        }
                    }))
                    .onFailure(UnansweredException.class)
                    .recoverWithItem(failure -> ((UnansweredException) failure).exchange())
                    .onFailure(CircuitBreakerOpenException.class)
                    .recoverWithItem(new Exchange.NotSent("gateway paused"));
        }

        private void changed(CircuitBreakerState now) {
            state = now;
            if (now == CircuitBreakerState.OPEN) {
                triedAgainAt = clock.instant().plus(pause);
                Log.errorf("gateway does not answer, paused gateway=%s wait=%s", gateway, pause);
            } else if (now == CircuitBreakerState.CLOSED) {
                Log.infof("gateway answers again gateway=%s", gateway);
            }
        }

        double openness() {
            return state == CircuitBreakerState.CLOSED ? 0 : 1;
        }
    }

    /** Carries what became of a call through the breaker. */
    private static final class UnansweredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Exchange exchange;

        UnansweredException(Exchange exchange) {
            super(null, null, false, false);
            this.exchange = exchange;
        }

        Exchange exchange() {
            return exchange;
        }
    }
}
