package io.waymark.console.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Context;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.api.ShipmentQueryHandler;
import io.waymark.console.readmodel.EventQueryRepository;
import io.waymark.contract.ShipmentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * All streams of this replica. Wakes those of a shipment when the database tells of it, all of them when something may have
 * been missed, and ends all when the replica is to stop.
 */
@ApplicationScoped
public class StreamHandler {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final ShipmentQueryHandler shipments;
    private final EventQueryRepository events;
    private final NewsRepository news;
    private final ObjectMapper json;
    private final CurrentVertxRequest current;
    private final StreamConfig config;
    private final StreamMetrics metrics;
    private final Seats seats;

    private final Map<ShipmentId, Set<StreamRelay>> relays = new ConcurrentHashMap<>();
    private volatile boolean isStopping;
    private @Nullable Cancellable following;

    StreamHandler(
            ShipmentQueryHandler shipments,
            EventQueryRepository events,
            NewsRepository news,
            ObjectMapper json,
            CurrentVertxRequest current,
            StreamConfig config,
            StreamMetrics metrics) {
        this.shipments = shipments;
        this.events = events;
        this.news = news;
        this.json = json;
        this.current = current;
        this.config = config;
        this.metrics = metrics;
        this.seats = new Seats(config.perKey(), config.total());
    }

    void start(@Observes StartupEvent starting) {
        metrics.watch(seats);
        following = news.follow(this::wake, () -> wake(List.copyOf(relays.keySet())));
    }

    /** So that a stop need not wait for readers, who come again, to another replica. */
    void stop(@Observes ShutdownDelayInitiatedEvent stopping) {
        isStopping = true;
        relays.values().forEach(ofOne -> ofOne.forEach(StreamRelay::end));
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (following != null) {
            following.cancel();
        }
    }

    /**
     * The answer to the present call that is a stream of a shipment's events; a 429 where the caller holds too many streams, a
     * 503 where all do. Fails with 404.
     *
     * @param after the sequence of the last event that the reader has; 0 for none
     */
    public Uni<Response> open(Caller caller, ShipmentId id, long after) {
        RoutingContext call = current.getCurrent();
        return shipments.expectVisible(caller, id).map(visible -> seated(caller, call, new EventStream(id, after)));
    }

    /** Begins to tell a stream. */
    StreamRelay begin(EventStream stream, HttpServerRequest call, Context context) {
        StreamRelay relay =
                new StreamRelay(events, json, config, stream, call.response(), context, () -> cut(call.connection()));
        relays.compute(stream.shipmentId(), (id, others) -> {
            Set<StreamRelay> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(relay);
            return all;
        });
        relay.start();
        if (isStopping) {
            relay.end();
        }
        return relay;
    }

    /** The stream's answer is over. */
    void over(EventStream stream, StreamRelay relay) {
        relay.stop();
        relays.computeIfPresent(stream.shipmentId(), (id, all) -> {
            all.remove(relay);
            return all.isEmpty() ? null : all;
        });
    }

    /** Now: Vert.x itself would first wait for what was written to be taken. */
    private void cut(HttpConnection connection) {
        metrics.cut();
        ((ConnectionBase) connection).channelHandlerContext().close();
    }

    private void wake(List<ShipmentId> ids) {
        ids.forEach(id -> relays.getOrDefault(id, Set.of()).forEach(StreamRelay::wake));
    }

    /** Runs something once, when the answer is over, or is so already: then nobody would tell. */
    static void atEnd(RoutingContext call, Runnable once) {
        AtomicBoolean isDone = new AtomicBoolean();
        Runnable first = () -> {
            if (isDone.compareAndSet(false, true)) {
                once.run();
            }
        };
        call.addEndHandler(over -> first.run());
        if (call.response().closed() || call.response().ended()) {
            first.run();
        }
    }

    private Response seated(Caller caller, RoutingContext call, EventStream stream) {
        return switch (isStopping ? Seats.Answer.ALL_FULL : seats.take(caller.name())) {
            case HOLDER_FULL ->
                refusal(ProblemType.TOO_MANY_CALLS, "This key holds as many streams as it may; end one of them.");
            case ALL_FULL -> refusal(ProblemType.UNAVAILABLE, "All streams are taken; try again in a few seconds.");
            case TAKEN -> {
                atEnd(call, () -> seats.free(caller.name()));
                yield Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("X-Accel-Buffering", "no")
                        .build();
            }
        };
    }

    private static Response refusal(ProblemType type, String detail) {
        return Response.status(type.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .entity(Problem.of(type, detail))
                .build();
    }
}
