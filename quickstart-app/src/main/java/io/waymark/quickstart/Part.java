package io.waymark.quickstart;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The processes that Waymark consists of on one machine, with their ports. */
enum Part {
    // spotless:off
    POSTGRESQL    (Role.INFRASTRUCTURE, 15432, 0,     64),
    KAFKA         (Role.INFRASTRUCTURE, 19092, 19093, 256),
    SANDBOX       (Role.WORLD,          8090,  0,     64),
    CONSOLE       (Role.SERVICE,        8080,  9080,  128),
    WEBHOOK_INGEST(Role.SERVICE,        8081,  9081,  128),
    POLLER        (Role.SERVICE,        8082,  9082,  128),
    NORMALIZER    (Role.SERVICE,        8083,  9083,  128),
    NOTIFIER      (Role.SERVICE,        8084,  9084,  128);
    // spotless:on

    /** What a part is to the others: services stop before what they rely on. */
    enum Role {
        SERVICE,
        WORLD,
        INFRASTRUCTURE
    }

    private final Role role;
    private final int port;
    private final int managementPort;
    private final int heapMebibytes;

    Part(Role role, int port, int managementPort, int heapMebibytes) {
        this.role = role;
        this.port = port;
        this.managementPort = managementPort;
        this.heapMebibytes = heapMebibytes;
    }

    /** The five services, in the order of their ports. */
    static List<Part> services() {
        return Arrays.stream(values()).filter(Part::isService).toList();
    }

    /** The part with this label; empty if there is none. */
    static Optional<Part> labelled(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst();
    }

    boolean isService() {
        return role == Role.SERVICE;
    }

    Role role() {
        return role;
    }

    /** The name of its module, its log and its place in the table that is printed, e.g. {@code webhook-ingest}. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it is spoken to. */
    int port() {
        return port;
    }

    /** A service's health and metrics, Kafka's controller; 0 for what has none. */
    int managementPort() {
        return managementPort;
    }

    /** The ceiling of its Java heap. */
    int heapMebibytes() {
        return heapMebibytes;
    }

    /** Every port it opens. */
    List<Integer> ports() {
        return managementPort == 0 ? List.of(port) : List.of(port, managementPort);
    }
}
