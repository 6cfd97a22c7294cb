package io.waymark.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.PrimitiveArrayDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as Base64, as Jackson has them, by the decoder of the JDK. A raw record is nearly all of it such bytes, and Jackson decodes them
 * character by character, which took longer than all the rest that the normalizer does with the usual push.
 */
final class JsonBinary {

    private static final int CHARACTERS_OF_THREE_BYTES = 4;

    private JsonBinary() {}

    static SimpleModule module() {
        return new SimpleModule("waymark-binary")
                .addSerializer(byte[].class, new Writer())
                .addDeserializer(byte[].class, new Reader());
    }

    /** A parser of these bytes, of which the texts need not be copied before they are decoded: its outermost context holds them. */
    static JsonParser parser(ObjectReader reader, byte[] source) throws IOException {
        JsonParser json = reader.createParser(source);
        json.getParsingContext().setCurrentValue(source);
        return json;
    }

    private static final class Writer extends StdSerializer<byte[]> {

        Writer() {
            super(byte[].class);
        }

        @Override
        public void serialize(byte[] value, JsonGenerator json, SerializerProvider unused) throws IOException {
            if (json.getOutputTarget() instanceof OutputStream) {
                byte[] text = Base64.getEncoder().encode(value);
                json.writeRawUTF8String(text, 0, text.length);
            } else {
                json.writeBinary(value); // a tree, or text
            }
        }
    }

    private static final class Reader extends StdDeserializer<byte[]> {

        private static final PrimitiveArrayDeserializers<?> JACKSONS =
                (PrimitiveArrayDeserializers<?>) PrimitiveArrayDeserializers.forType(byte.class);

        Reader() {
            super(byte[].class);
        }

        @Override
        public byte @Nullable [] deserialize(JsonParser json, DeserializationContext context) throws IOException {
            byte[] decoded = json.currentToken() == JsonToken.VALUE_STRING && source(json) instanceof byte[] source
                    ? decoded(source, json.currentTokenLocation().getByteOffset() + 1)
                    : null;
            return decoded == null ? (byte[]) JACKSONS.deserialize(json, context) : decoded;
        }

        private static @Nullable Object source(JsonParser json) {
            JsonStreamContext context = json.getParsingContext();
            while (context.getParent() != null) {
                context = context.getParent();
            }
            return context.getCurrentValue();
        }

        /** What stands from there to the quotation mark behind it; null where that is not Base64 in one piece. */
        private static byte @Nullable [] decoded(byte[] source, long from) {
            int end = (int) from;
            while (end < source.length && source[end] != '"') {
                end += CHARACTERS_OF_THREE_BYTES;
            }
            if (from < 1 || source[(int) from - 1] != '"' || end >= source.length) {
                return null;
            }
            try {
                ByteBuffer text = ByteBuffer.wrap(source, (int) from, end - (int) from);
                return Base64.getDecoder().decode(text).array();
            } catch (IllegalArgumentException escapedOrWrapped) {
                return null;
            }
        }
    }
}
