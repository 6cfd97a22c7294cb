package io.waymark.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Bodies as anybody may send them, whoever reads them: read, or refused as malformed. */
class BodiesFuzzTest {

    private static final List<String> NAMES = List.of("param", "sign", "content", "data_digest", "a", "");

    /** The reader that takes no detours reads what the JDK's does. */
    @FuzzTest(maxDuration = "2m")
    void aFormIsReadAsTheJdkReadsIt(byte[] body) {
        FormBody form;
        try {
            form = FormBody.of(body);
        } catch (MalformedPayloadException refused) {
            return;
        }
        for (String name : NAMES) {
            assertThat(form.text(name)).as(name).isEqualTo(plainly(body, name));
        }
    }

    @FuzzTest(maxDuration = "2m")
    void aTextInAnyCharsetIsReadAndItsJsonTooOrRefused(byte[] input) {
        int end = Math.min(input.length, 24);
        String type = new String(input, 0, end, UTF_8);
        String text = BodyText.of(Arrays.copyOfRange(input, end, input.length), type);
        try {
            assertThat(JsonFields.of(text)).isNotNull();
            assertThat(JsonText.object(text).isObject()).isTrue();
        } catch (MalformedPayloadException refused) {
            assertThat(refused.detail()).hasSizeLessThan(100);
        }
    }

    /** Whoever reads a tree and whoever reads fields agree on what is an object. */
    @FuzzTest(maxDuration = "2m")
    void whatIsAnObjectToOneReaderIsOneToTheOther(byte[] input) {
        String text = new String(input, UTF_8);
        Optional<Integer> fields = read(() -> JsonFields.of(text).size());
        Optional<Integer> tree = read(() -> JsonText.object(text).size());

        if (fields.isPresent()) {
            assertThat(tree).isEqualTo(fields);
        }
    }

    private static <T> Optional<T> read(Supplier<T> reader) {
        try {
            return Optional.of(reader.get());
        } catch (MalformedPayloadException refused) {
            return Optional.empty();
        }
    }

    private static Optional<String> plainly(byte[] body, String name) {
        return Arrays.stream(new String(body, UTF_8).split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .filter(pair -> decoded(pair[0]).equals(name))
                .map(pair -> pair.length < 2 ? "" : decoded(pair[1]))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
