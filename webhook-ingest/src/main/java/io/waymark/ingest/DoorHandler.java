package io.waymark.ingest;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.waymark.contract.ShipmentId;
import io.waymark.ingest.CallbackMetrics.Outcome;
import io.waymark.ingest.CallbackMetrics.Shed;
import io.waymark.ingest.door.Admission;
import io.waymark.ingest.door.Bounds;
import io.waymark.ingest.door.Sources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where carriers' providers and payment gateways call in. Looks at a call's head, and lets it in or answers at once.
 *
 * <p>A path that is no provider's or no shipment's: 404. Another method than POST: 405. A media type that the provider does
 * not use, or an encoded body: 415. Beyond 1 MiB: 413. More than can be served: 503. All else is {@link CallbackIntake}'s.
 */
@ApplicationScoped
class DoorHandler {

    private static final String ROOT = "/callbacks/";
    private static final Pattern SUBSCRIPTION = Pattern.compile("\\d{1,6}");

    private final CallbackProtocolConfig protocols;
    private final CallHandler.Parts parts;
    private final LoopScheduler loops;
    private final int trustedHops;

    DoorHandler(
            CallbackProtocolConfig protocols,
            CallbackIntake intake,
            CallbackMetrics metrics,
            CallbackTraceHandler traces,
            Clock clock,
            LoopScheduler loops,
            DoorConfig config,
            MeterRegistry registry) {
        this.protocols = protocols;
        this.parts = new CallHandler.Parts(intake, admission(config, registry), metrics, traces, clock);
        this.loops = loops;
        this.trustedHops = config.trustedHops();
        protocols.senders().forEach(metrics::expect);
    }

    void routes(@Observes Router router) {
        router.route().handler(this::head);
    }

    private static Admission admission(DoorConfig config, MeterRegistry registry) {
        DoorConfig.Overload overload = config.overload();
        Bounds bounds = new Bounds(
                overload.inFlight(),
                overload.inFlightAtLeast(),
                overload.bodies().asLongValue(),
                overload.durableIn(),
                overload.loopDelay());
        Admission admission = new Admission(bounds, new Random().nextLong());
        Gauge.builder("callbacks_in_flight", admission, Admission::inFlight).register(registry);
        Gauge.builder("callbacks_in_flight_limit", admission, Admission::limit).register(registry);
        Gauge.builder("callbacks_bytes_held", admission, Admission::bytesHeld).register(registry);
        return admission;
    }

    private void head(RoutingContext call) {
        HttpServerRequest request = call.request();
        LoopScheduler.Loop loop = loops.current();
        List<String> path = segments(path(call));
        if (path.isEmpty()) {
            refuse(request, loop, CallbackReply.NOT_FOUND);
        } else if (request.method() != HttpMethod.POST) {
            request.response().putHeader(HttpHeaders.ALLOW, "POST");
            refuse(request, loop, CallbackReply.METHOD_NOT_ALLOWED);
        } else {
            Optional<CallHead> head = read(request, path);
            if (head.isEmpty()) {
                refuse(request, loop, CallbackReply.NOT_FOUND);
            } else {
                enter(request, loop, head.get());
            }
        }
    }

    private void enter(HttpServerRequest request, LoopScheduler.Loop loop, CallHead head) {
        long declared = DiscardHandler.declared(request);
        if (!head.protocol().mediaTypes().contains(head.mediaType()) || isEncoded(request)) {
            refuse(request, loop, CallbackReply.UNSUPPORTED_MEDIA_TYPE);
        } else if (declared > CallHandler.MOST_BYTES) {
            parts.metrics().received(head.provider());
            parts.metrics().tooLarge(head.provider());
            refuse(request, loop, CallbackReply.TOO_LARGE);
        } else {
            admit(request, loop, head, declared < 0 ? undeclared(request) : (int) declared);
        }
    }

    private void admit(HttpServerRequest request, LoopScheduler.Loop loop, CallHead head, int bytes) {
        String address = address(request);
        long source = Sources.key(address == null ? null : NetUtil.createByteArrayFromIpAddressString(address));
        long now = System.nanoTime();
        Admission.Decision decision = parts.admission().admit(head.provider(), source, bytes, loop.lateNanos(now), now);
        if (decision == Admission.Decision.ADMITTED) {
            if (DiscardHandler.isExpecting(request)) {
                request.response().writeContinue();
            }
            new CallHandler(parts, loop, request, head, new CallHandler.Sender(address, source), bytes).read();
            return;
        }
        parts.metrics().received(head.provider());
        parts.metrics().shed(head.provider(), decision == Admission.Decision.BUSY ? Shed.BUSY : Shed.FULL);
        refuse(request, loop, CallbackReply.SHED);
        parts.metrics().answered(head.provider(), Outcome.SHED, System.nanoTime() - now);
    }

    private static void refuse(HttpServerRequest request, LoopScheduler.Loop loop, CallbackReply reply) {
        new DiscardHandler(request, loop, 0).answer(reply);
    }

    /** Without escapes; none of ours if one of them is broken. */
    private static String path(RoutingContext call) {
        try {
            return call.normalizedPath();
        } catch (IllegalArgumentException brokenEscape) {
            return "";
        }
    }

    /** The provider, and the shipment if one is named; empty for a path that nobody calls. */
    private static List<String> segments(String path) {
        if (!path.startsWith(ROOT)) {
            return List.of();
        }
        int end = path.endsWith("/") ? path.length() - 1 : path.length();
        if (end <= ROOT.length()) {
            return List.of();
        }
        List<String> segments = List.of(path.substring(ROOT.length(), end).split("/", -1));
        return segments.size() > 2 ? List.of() : segments;
    }

    private Optional<CallHead> read(HttpServerRequest request, List<String> path) {
        String provider = path.get(0);
        return protocols.of(provider).flatMap(protocol -> {
            String mediaType = mediaType(request.getHeader(HttpHeaders.CONTENT_TYPE));
            if (path.size() == 1) {
                return Optional.of(new CallHead(provider, protocol, Optional.empty(), 0, mediaType));
            }
            return Optional.of(path.get(1))
                    .filter(named -> protocol.namesShipments())
                    .flatMap(ShipmentId::parse)
                    .map(id -> new CallHead(provider, protocol, Optional.of(id), subscription(request), mediaType));
        });
    }

    private static String mediaType(@Nullable String contentType) {
        if (contentType == null) {
            return "";
        }
        int parameters = contentType.indexOf(';');
        return (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static int subscription(HttpServerRequest request) {
        String number = request.getParam("s");
        return number != null && SUBSCRIPTION.matcher(number).matches() ? Integer.parseInt(number) : 0;
    }

    private static boolean isEncoded(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static int undeclared(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null ? 0 : CallHandler.UNDECLARED;
    }

    private @Nullable String address(HttpServerRequest request) {
        String transport =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        if (trustedHops == 0) {
            return transport;
        }
        String address = Sources.address(transport, request.headers().getAll("X-Forwarded-For"), trustedHops);
        return address != null && NetUtil.createByteArrayFromIpAddressString(address) != null ? address : transport;
    }
}
