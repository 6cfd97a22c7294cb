package io.waymark.api.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A request's body as a tree, so that each wrong type can be told by its field. Text after the object, a field that
 * stands twice and anything that is not an object are refused as malformed.
 */
public final class JsonBody {

    /** Many times the largest sensible registration. */
    static final int MAX_BYTES = 64 * 1024;

    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonBody() {}

    /** As {@link #object(InputStream)}, where a call needs no body: none at all is an empty object. */
    public static ObjectNode objectOrNothing(InputStream body) {
        byte[] bytes = bytes(body);
        return bytes.length == 0 ? STRICT.createObjectNode() : object(bytes);
    }

    /** The object that a body holds; of one that is too large no more is read than shows it. As {@link #object(byte[])}. */
    public static ObjectNode object(InputStream body) {
        return object(bytes(body));
    }

    /** The object that the bytes hold. Fails with 413 or 400 as a {@link ProblemException}. */
    public static ObjectNode object(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(tooLarge(MAX_BYTES));
        }
        JsonNode tree = tree(bytes);
        if (tree instanceof ObjectNode object) {
            return object;
        }
        throw malformed("The body must be a JSON object.");
    }

    /** What a caller is told whose body has more bytes than that. */
    public static Problem tooLarge(long limit) {
        return Problem.of(ProblemType.TOO_LARGE, "The body may have at most " + limit + " bytes.");
    }

    /** The bytes of a body; of one that is too large only so many as show it, so that {@link #object(byte[])} fails. */
    public static byte[] bytes(InputStream body) {
        try {
            return body.readNBytes(MAX_BYTES + 1);
        } catch (IOException callerLeft) {
            throw new UncheckedIOException(callerLeft);
        }
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return STRICT.readTree(bytes);
        } catch (IOException unreadable) {
            throw malformed("The body is not valid JSON in UTF-8.");
        }
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.of(ProblemType.MALFORMED, detail));
    }
}
