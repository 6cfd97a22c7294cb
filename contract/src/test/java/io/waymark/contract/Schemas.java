package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schemas that the jar brings, and whether JSON fits them. */
final class Schemas {

    static final Path RESOURCES = Path.of("src", "main", "resources", "io", "waymark", "contract");
    static final Path DIRECTORY = RESOURCES.resolve("schemas");

    /** 1.10 comes after 1.2. */
    static final Comparator<String> BY_NUMBER = Comparator.comparing(ModuleDescriptor.Version::parse);

    /** What records of the public topics are made of. */
    static final Map<PublicTopic, Class<? extends Record>> RECORDS = Map.of(
            PublicTopic.EVENTS, TrackingEvent.class,
            PublicTopic.LATEST, Shipment.class,
            PublicTopic.SETTLEMENTS, Settlement.class);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(Dialects.getDraft202012());

    private Schemas() {}

    /** All versions of which there are schemas, oldest first. */
    static List<String> versions(PublicTopic topic) {
        try (Stream<Path> versions = Files.list(DIRECTORY.resolve(topic.topic().name()))) {
            return versions.map(version -> version.getFileName().toString())
                    .sorted(BY_NUMBER)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is written, exactly. */
    static JsonNode producer(PublicTopic topic, String version) {
        return read(topic, version, "producer.json");
    }

    /** What a reader may rely on. */
    static JsonNode consumer(PublicTopic topic, String version) {
        return read(topic, version, "consumer.json");
    }

    /** That of a {@code ce_dataschema}. */
    static JsonNode named(String dataSchema) {
        String[] parts = dataSchema.split(":", -1);
        return json(DIRECTORY.resolve(parts[3]).resolve(parts[4]).resolve("producer.json"));
    }

    private static JsonNode read(PublicTopic topic, String version, String file) {
        return json(DIRECTORY.resolve(topic.topic().name()).resolve(version).resolve(file));
    }

    static JsonNode json(Path file) {
        try {
            return JsonSerde.mapper().readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /** Why a value does not fit a schema, formats included; empty if it does. */
    static List<String> faults(JsonNode schema, JsonNode value) {
        return REGISTRY
                .getSchema(schema)
                .validate(value, context -> context.executionConfig(settings -> settings.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }
}
