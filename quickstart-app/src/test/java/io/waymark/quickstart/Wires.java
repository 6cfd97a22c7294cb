package io.waymark.quickstart;

import static java.util.stream.Collectors.joining;

import io.waymark.sandbox.infra.Wire;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Between any two parts that speak with each other, a wire that may be given a trouble. */
final class Wires implements AutoCloseable {

    /** Kafka tells its clients where to call, so who is to call by a wire is let in at a door of its own: from this port on. */
    private static final int FIRST_DOOR = 19_101;

    /** Who speaks with whom: the first calls. */
    enum Link {
        CONSOLE_KAFKA(Part.CONSOLE, Part.KAFKA),
        WEBHOOK_INGEST_KAFKA(Part.WEBHOOK_INGEST, Part.KAFKA),
        POLLER_KAFKA(Part.POLLER, Part.KAFKA),
        NORMALIZER_KAFKA(Part.NORMALIZER, Part.KAFKA),
        NOTIFIER_KAFKA(Part.NOTIFIER, Part.KAFKA),
        CONSOLE_POSTGRESQL(Part.CONSOLE, Part.POSTGRESQL),
        POLLER_POSTGRESQL(Part.POLLER, Part.POSTGRESQL),
        NOTIFIER_POSTGRESQL(Part.NOTIFIER, Part.POSTGRESQL),
        POLLER_CARRIERS(Part.POLLER, Part.SANDBOX),
        NOTIFIER_GATEWAYS(Part.NOTIFIER, Part.SANDBOX),
        CARRIERS_WEBHOOK_INGEST(Part.SANDBOX, Part.WEBHOOK_INGEST);

        private final Part from;
        private final Part to;

        Link(Part from, Part to) {
            this.from = from;
            this.to = to;
        }

        private int door() {
            return to == Part.KAFKA ? FIRST_DOOR + ordinal() : to.port();
        }
    }

    private final Map<Link, Wire> wires = new EnumMap<>(Link.class);

    Wires() {
        for (Link link : Link.values()) {
            wires.put(link, Wire.to(link.door()));
        }
    }

    void trouble(Link link, Wire.Trouble trouble) {
        wires.get(link).trouble(trouble);
    }

    void mendAll() {
        wires.values().forEach(Wire::mend);
    }

    /** The doors of the broker, and that whoever comes in by one shall call by its wire. */
    Map<String, String> listeners() {
        return Map.of(
                "listeners", doors(Link::door),
                "advertised.listeners", doors(link -> wires.get(link).port()),
                "listener.security.protocol.map",
                        toKafka().map(link -> link + ":PLAINTEXT").collect(joining(",")));
    }

    /** What a part is told, so that it calls by its wires. */
    Map<String, String> environment(Part part) {
        Map<String, String> environment = new HashMap<>();
        for (Link link : Link.values()) {
            if (link.from == part) {
                environment.putAll(ways(link.to, part, wires.get(link).port()));
            }
        }
        if (part == Part.POLLER || part == Part.SANDBOX) {
            int port = wires.get(Link.CARRIERS_WEBHOOK_INGEST).port();
            environment.put("WAYMARK_KUAIDI100_CALLBACK_BASE", "http://localhost:" + port);
        }
        return environment;
    }

    @Override
    public void close() {
        wires.values().forEach(Wire::close);
    }

    private static Map<String, String> ways(Part to, Part from, int port) {
        return switch (to) {
            case KAFKA -> Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port);
            case POSTGRESQL ->
                Map.of("WAYMARK_POSTGRES_HOST", "127.0.0.1", "WAYMARK_POSTGRES_PORT", Integer.toString(port));
            case SANDBOX ->
                from == Part.POLLER ? urls(port, "KUAIDI100", "STO", "THIRTYPOST") : urls(port, "ONERWAY", "ASIABILL");
            default -> Map.of();
        };
    }

    private static Map<String, String> urls(int port, String... systems) {
        Map<String, String> urls = new HashMap<>();
        for (String system : List.of(systems)) {
            urls.put("WAYMARK_" + system + "_URL", "http://localhost:" + port + "/" + system.toLowerCase(Locale.ROOT));
        }
        return urls;
    }

    private String doors(ToIntFunction<Link> port) {
        return toKafka()
                .map(link -> "%s://127.0.0.1:%d".formatted(link, port.applyAsInt(link)))
                .collect(joining(","));
    }

    private static Stream<Link> toKafka() {
        return Arrays.stream(Link.values()).filter(link -> link.to == Part.KAFKA);
    }
}
