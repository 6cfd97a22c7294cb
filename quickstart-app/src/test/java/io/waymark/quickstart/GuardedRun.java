package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import io.waymark.contract.Topic;
import io.waymark.quickstart.GuardedBroker.Door;
import io.waymark.quickstart.WatchedAuthorizer.Decision;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * The services as the manifests have them run: each with a name of its own in Kafka and in PostgreSQL, which lets it do
 * what the manifests say. Carriers and gateways are those of the quickstart.
 */
final class GuardedRun implements AutoCloseable {

    private static final Path TARGET = Path.of("target").toAbsolutePath().resolve("granted");

    private static final String SECRET = "granted-onerway-secret";
    private static final List<Grant> GRANTS = Stream.of("components/strimzi/users", "components/consumers")
            .flatMap(directory -> Grant.in(directory).stream())
            .toList();
    private static final Set<String> USERS = GRANTS.stream().map(Grant::user).collect(toCollection(TreeSet::new));

    private final OnerwayDouble onerway = new OnerwayDouble(SECRET);
    private final World world = new World();
    private final Path secrets = made();
    private final GuardedBroker broker = new GuardedBroker(new Certificates(secrets), USERS, GRANTS);
    private final Roles roles = new Roles();
    private @Nullable Fleet fleet;

    /** Starts the services, which show certificates. Returns when every one is ready. */
    void start() {
        start(Door.CERTIFICATE);
    }

    World world() {
        return world;
    }

    Parcels parcels() {
        return new Parcels(world, onerway);
    }

    /** A client of Kafka under that name. */
    KafkaUser user(String name, Door door) {
        return new KafkaUser(broker.client(name, door));
    }

    /** Has a topic hold what is no record of it. */
    void writeNonsense(Topic<?, ?> topic) {
        Topic<byte[], byte[]> bytes =
                new Topic<>(topic.name(), Serdes.ByteArray(), Serdes.ByteArray(), topic.retention());
        new TopicWriter(broker.open()).write(bytes, "nonsense".getBytes(UTF_8), "no record".getBytes(UTF_8));
    }

    Roles roles() {
        return roles;
    }

    /** Whoever has the certificate that the manifests make for people. */
    Operator operator() {
        return new Operator(broker.environment("operator", Door.CERTIFICATE), TARGET.resolve("operator"));
    }

    /** Begins another parser beside the live one, as docs/replay.md has it. */
    ProcessHandle anotherParser() {
        Map<String, String> next = new HashMap<>(own(Part.NORMALIZER, Door.CERTIFICATE));
        next.put("QUARKUS_KAFKA_STREAMS_APPLICATION_ID", "waymark-normalizer-next");
        next.put("QUARKUS_HTTP_PORT", "0");
        next.put("QUARKUS_MANAGEMENT_PORT", "0");
        next.put("WAYMARK_NORMALIZER_STATE_DIR", TARGET.resolve("next").toString());
        return started().begin(next);
    }

    private Fleet started() {
        return Objects.requireNonNull(fleet);
    }

    /** Stops all services, and starts them anew without what they had on disk; now they give passwords. */
    void againByPassword() {
        started().stop();
        start(Door.PASSWORD);
    }

    /** What a service is told of Kafka and of its role in the database. */
    private Map<String, String> own(Part part, Door door) {
        if (!part.isService()) {
            return Map.of();
        }
        Map<String, String> own = new HashMap<>(broker.environment(part.label(), door));
        String role =
                Manifest.settings("base/" + part.label() + "/settings.env").get("WAYMARK_POSTGRES_USER");
        if (role != null) {
            own.put("WAYMARK_POSTGRES_USER", role);
        }
        return own;
    }

    /** What the manifests allow and nobody has done yet. */
    Set<String> unused() {
        Set<Decision> decisions = WatchedAuthorizer.decisions();
        return GRANTS.stream()
                .filter(grant -> decisions.stream().noneMatch(grant::allowed))
                .map(Grant::toString)
                .collect(toCollection(TreeSet::new));
    }

    @Override
    public void close() {
        if (fleet != null) {
            fleet.stop();
        }
        roles.close();
        broker.close();
        onerway.close();
    }

    private void start(Door door) {
        Map<String, String> settings =
                Settings.over(world.settings(onerway.url(), SECRET)).environment();
        DataDirectory data = new DataDirectory(TARGET.resolve(door.name().toLowerCase(Locale.ROOT)));
        fleet = new Fleet(data, settings, part -> own(part, door));
        fleet.start();
    }

    private static Path made() {
        try {
            return Files.createTempDirectory("waymark-certificates");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
