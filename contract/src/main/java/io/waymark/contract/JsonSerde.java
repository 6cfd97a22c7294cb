package io.waymark.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Values as JSON, the same way in every service. Unknown fields are ignored, so that an older reader survives a newer
 * writer; times are ISO 8601 and keep the offset they were written with. A null value is a tombstone both ways.
 *
 * <p>Bytes that are not JSON of the type give a {@link SerializationException}.
 */
public final class JsonSerde<T> implements Serde<T>, Serializer<T>, Deserializer<T> {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .addModule(JsonTimes.module())
            .addModule(JsonBinary.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    /** Makes JSON of a value. */
    @FunctionalInterface
    interface Writer<T> {
        byte[] write(T value) throws IOException;
    }

    private final String name;
    private final ObjectReader reader;
    private final Writer<T> writer;

    private JsonSerde(JavaType type, Writer<T> writer) {
        this.name = type.getRawClass().getSimpleName();
        this.reader = MAPPER.readerFor(type);
        this.writer = writer;
    }

    /** The serde of one record type. */
    public static <T> JsonSerde<T> of(Class<T> type) {
        ObjectWriter writer = MAPPER.writerFor(type);
        return of(type, writer::writeValueAsBytes);
    }

    /** The serde of a record type that is written by other means than by the mapper, and to the same bytes. */
    static <T> JsonSerde<T> of(Class<T> type, Writer<T> writer) {
        return new JsonSerde<>(MAPPER.constructType(type), writer);
    }

    /** The mapper behind it, for those who write the same JSON elsewhere. Shared: do not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    /** The bytes of a value that is there. */
    public byte[] write(T value) {
        try {
            return writer.write(value);
        } catch (IOException e) {
            throw new SerializationException("cannot write " + name, e);
        }
    }

    /** The value that {@code bytes} hold. JSON's null is no value: a tombstone has no bytes at all. */
    public T read(byte[] bytes) {
        try (JsonParser json = JsonBinary.parser(reader, bytes)) {
            @Nullable T value = reader.readValue(json);
            if (value == null) {
                throw new SerializationException("not a " + name + ": null");
            }
            return value;
        } catch (IOException e) {
            // the parser's message quotes the text, which may hold personal data: only its kind goes on
            throw new SerializationException(
                    "not a " + name + ": " + e.getClass().getSimpleName());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Kafka's own contract: null stands for a tombstone
    public byte[] serialize(String topic, @Nullable T value) {
        return value == null ? null : write(value);
    }

    @Override
    @SuppressWarnings("NullAway") // as above
    public T deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null ? null : read(bytes);
    }

    @Override
    public void close() {}

    @Override
    public void configure(java.util.Map<String, ?> configs, boolean isKey) {}
}
