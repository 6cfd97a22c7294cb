package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.Command;
import io.waymark.contract.Evidence;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.contract.WrappedKey;
import io.waymark.quickstart.GuardedBroker.Door;
import io.waymark.quickstart.WatchedAuthorizer.Decision;
import io.waymark.sandbox.infra.TopicReader;
import io.waymark.sandbox.infra.TopicWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
    private static final Duration SOON = Duration.ofSeconds(30);
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

    /** Has the normalizer erase a parcel, and then hear of it; returns once the key of what it heard is destroyed. */
    void erase(String carrier, String number) {
        ShipmentId shipment = ShipmentId.of(carrier, number);
        TopicWriter writer = new TopicWriter(broker.open());
        TopicReader reader = new TopicReader(broker.open());
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("service", Topics.NORMALIZER_GROUP).put("erasure", "granted");
        Command order =
                new Command("granted", Command.ERASE, shipment.toString(), "test", "", "", Instant.now(), arguments);
        writer.write(Topics.COMMANDS, order.target(), order);
        reader.readUntil(Topics.COMMANDS, SOON, seen -> seen.stream()
                .anyMatch(record -> record.key().equals("granted")));

        String key = WrappedKey.topicKey(shipment, "late");
        writer.write(Topics.KEYS, key, new WrappedKey("nobody's", new byte[60]));
        writer.write(Topics.RAW, shipment.toString(), late(shipment, carrier, number));
        reader.readUntil(Topics.KEYS, SOON, seen -> seen.stream()
                .anyMatch(record -> record.key().equals(key) && record.value() == null));
    }

    private static RawPayload late(ShipmentId shipment, String carrier, String number) {
        return new RawPayload(
                "late",
                "kuaidi100",
                shipment,
                carrier,
                number,
                RawPayload.Route.SHIPMENT_PATH,
                1,
                Instant.now(),
                "application/x-www-form-urlencoded",
                new byte[100],
                Evidence.SIGNED_PUSH,
                "test",
                "late");
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
        next.put(
                "WAYMARK_SEALING_KEYS",
                "quickstart:cXVpY2tzdGFydC1zZWFsaW5nLWtleS0zMi1ieXRlcyE="); // as the quickstart has it
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
