package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.PublicTopic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of a public topic, as somebody reads it who has no more of us than the schemas.
 *
 * @param topic where it was read
 * @param record its bytes
 */
record PublicRecord(PublicTopic topic, ConsumerRecord<byte[], byte[]> record) {

    private static final Pattern DATA_SCHEMA = Pattern.compile("urn:waymark:schema:([a-z.0-9]+):(\\d+\\.\\d+)");
    private static final Pattern MOBILE = Pattern.compile("(?<!\\d)1[3-9]\\d{9}(?!\\d)");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private static final Map<String, Schema> READ = new ConcurrentHashMap<>();

    String key() {
        return new String(record.key(), UTF_8);
    }

    String text() {
        return new String(record.value(), UTF_8);
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

    /** Headers, key and value are what docs/consumers.md says, and no phone is in it. */
    void assertKeepsWhatIsPromised() {
        assertThat(header("ce_specversion")).isEqualTo("1.0");
        assertThat(header("ce_type")).isEqualTo(topic.type());
        assertThat(header("ce_source")).startsWith("/waymark/");
        assertThat(header("ce_subject")).isEqualTo(value().path("shipmentId").asText());
        assertThat(header("content-type")).isEqualTo("application/json");
        assertThat(OffsetDateTime.parse(header("ce_time"))).isNotNull();
        assertThat(key())
                .isEqualTo(value().path(topic == PublicTopic.SETTLEMENTS ? "settlementId" : "shipmentId")
                        .asText());
        assertThat(schema().validate(
                                text(),
                                InputFormat.JSON,
                                context -> context.executionConfig(settings -> settings.formatAssertionsEnabled(true))))
                .isEmpty();
        assertThat(text()).doesNotContainPattern(MOBILE);
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
