package io.waymark.carriers.thirtypost;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Label;
import io.waymark.carriers.Operation;
import io.waymark.protocol.HttpCall;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * {@code {"express_no":…}} → a label. Neither field of call and answer is published: asked is as for the weight, and of
 * the answer the first text is taken that is a URL or a page, whatever its name, also one level down.
 */
final class ThirtyPostReturnLabel implements Operation<String, Label> {

    private static final Pattern URL = Pattern.compile("https?://[\\x21-\\x7e]{1,2000}", Pattern.CASE_INSENSITIVE);

    private final ThirtyPostAccount account;
    private final String path;

    ThirtyPostReturnLabel(ThirtyPostAccount account, String path) {
        this.account = account;
        this.path = path;
    }

    @Override
    public HttpCall ask(String number, Instant now) {
        return account.call(path, Field.PARCEL.of(number), now);
    }

    @Override
    public Label read(String number, HttpAnswer answer) {
        return values(ThirtyPostReply.of(answer).json())
                .flatMap(value -> value.isContainerNode() ? values(value) : Stream.of(value))
                .filter(JsonNode::isTextual)
                .flatMap(value -> label(value.asText().strip()).stream())
                .findFirst()
                .orElseThrow(() -> ThirtyPostReply.malformed("no-label"));
    }

    private static Stream<JsonNode> values(JsonNode container) {
        return StreamSupport.stream(container.spliterator(), false);
    }

    private static Optional<Label> label(String text) {
        if (URL.matcher(text).matches()) {
            return Optional.of(new Label(Label.Form.URL, text));
        }
        return text.startsWith("<") ? Optional.of(new Label(Label.Form.HTML, text)) : Optional.empty();
    }
}
