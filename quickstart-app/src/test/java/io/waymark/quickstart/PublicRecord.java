package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.PublicTopic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a public topic, as somebody reads it who has no more of us than the kit for consumers.
 *
 * @param topic where it was read
 * @param record its bytes
 */
record PublicRecord(PublicTopic topic, ConsumerRecord<byte[], byte[]> record) {

    private static final Pattern DATA_SCHEMA = Pattern.compile("urn:waymark:schema:([a-z.0-9]+):(\\d+\\.\\d+)");

    /** With China's code in front or without. Not digits out of a UUID or of a digest. */
    static final Pattern MOBILE = Pattern.compile("(?<![\\w-])(?:\\+?86[- ]?)?1[3-9]\\d{9}(?![\\w-])");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();
    private static final Map<String, Schema> HEADERS = new ConcurrentHashMap<>();

    String key() {
        return new String(record.key(), UTF_8);
    }

    /** Its value; empty where it has none. */
    String text() {
        return isErasure() ? "" : new String(record.value(), UTF_8);
    }

    /** Whether it tells that there is nothing to be told any more. */
    boolean isErasure() {
        return record.value() == null;
    }

    JsonNode value() {
        try {
            return JsonSerde.mapper().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header of that name, which must be there. */
    String header(String name) {
        return Objects.requireNonNull(CloudEvent.header(record.headers(), name), name);
    }

    /** Headers are those of the document, the value fits the schema they name, and nothing in it is a phone or was seeded. */
    void assertKeepsWhatIsPromised() {
        String message = isErasure() ? topic.type() + ".erased" : topic.type();
        assertThat(faults(HEADERS.computeIfAbsent(message, PublicRecord::headersOf), headers()))
                .isEmpty();
        if (isErasure()) {
            assertThat(key()).isEqualTo(header("ce_subject"));
        } else {
            assertValueKeepsWhatIsPromised();
        }
    }

    private void assertValueKeepsWhatIsPromised() {
        assertThat(header("ce_subject")).isEqualTo(value().path("shipmentId").asText());
        assertThat(key())
                .isEqualTo(value().path(topic == PublicTopic.SETTLEMENTS ? "settlementId" : "shipmentId")
                        .asText());
        assertThat(faults(schema(), value())).isEmpty();
        assertThat(key() + headers() + text()).doesNotContainPattern(MOBILE).doesNotContain(Pushes.SEEDS);
    }

    private JsonNode headers() {
        ObjectNode headers = JsonSerde.mapper().createObjectNode();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static List<Error> faults(Schema schema, JsonNode value) {
        return schema.validate(
                value, context -> context.executionConfig(settings -> settings.formatAssertionsEnabled(true)));
    }

    /** Those that the document for consumers names, and no other. */
    private static Schema headersOf(String named) {
        JsonNode document = document();
        for (JsonNode message : document.at("/components/messages")) {
            if (message.path("name").asText().equals(named)) {
                ObjectNode headers = message.path("headers").deepCopy();
                headers.put("additionalProperties", false);
                headers.set("components", document.path("components"));
                return SCHEMAS.getSchema(headers);
            }
        }
        throw new AssertionError("no message " + named);
    }

    private static JsonNode document() {
        try (InputStream document = PublicTopic.class.getResourceAsStream("asyncapi.yaml")) {
            return new YAMLMapper().readTree(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Schema schema() {
        String named = header("ce_dataschema");
        assertThat(named).matches(DATA_SCHEMA);
        return READ.computeIfAbsent(named, PublicRecord::read);
    }

    private static Schema read(String named) {
        String[] parts = named.split(":", -1);
        String file = "schemas/" + parts[3] + "/" + parts[4] + "/producer.json";
        try (InputStream schema = PublicTopic.class.getResourceAsStream(file)) {
            return SCHEMAS.getSchema(Objects.requireNonNull(schema, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
