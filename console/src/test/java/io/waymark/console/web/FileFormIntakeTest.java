package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.api.problem.ProblemException;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms with a file, as browsers and others send them. */
class FileFormIntakeTest {

    private static final String BOUNDARY = "----WebKitFormBoundary7MA4YWxkTrZu0gW";
    private static final MediaType TYPE = new MediaType("multipart", "form-data", Map.of("boundary", BOUNDARY));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = part("name=\"token\"", "a1b2");
    private static final String FILE_HEAD = "name=\"file\"; filename=\"订单 \\\"1\\\".csv\"\r\nContent-Type: text/csv";

    /** Whatever lies in the file, and however the network cuts it. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 61, 8191, 100_000})
    void theFileIsReadAsItWasSent(int atOnce) throws IOException {
        String file = ("sto,1,\r\n\r--" + BOUNDARY.substring(5) + "\r\n--" + BOUNDARY.substring(0, 30) + "\n运单\r\n")
                .repeat(400);

        FileFormIntake form = form(TOKEN + part(FILE_HEAD, file) + end(), atOnce);

        assertThat(form.field("token")).isEqualTo("a1b2");
        assertThat(new String(form.readAllBytes(), UTF_8)).isEqualTo(file);
        assertThat(form.read()).isEqualTo(-1);
    }

    @Test
    void anyBytesAreAFile() throws IOException {
        byte[] file = new byte[200_000];
        new Random(7).nextBytes(file);
        byte[] before = (TOKEN + head(FILE_HEAD)).getBytes(UTF_8);
        byte[] behind = ("\r\n" + end()).getBytes(UTF_8);
        byte[] body = Arrays.copyOf(before, before.length + file.length + behind.length);
        System.arraycopy(file, 0, body, before.length, file.length);
        System.arraycopy(behind, 0, body, before.length + file.length, behind.length);

        assertThat(form(TYPE, new ByteArrayInputStream(body)).readAllBytes()).isEqualTo(file);
    }

    @Test
    void aFileThatBreaksOffIsNotTakenForAWholeOne() {
        FileFormIntake form = form(TOKEN + head(FILE_HEAD) + "carrier,trackingNumber\r\nsto,1\r\n", 100);

        assertThatThrownBy(form::readAllBytes).isInstanceOf(ProblemException.class);
    }

    @Test
    void whatComesBehindTheFileIsNotLookedAt() throws IOException {
        FileFormIntake form = form(part(FILE_HEAD, "x") + TOKEN + end(), 100);

        assertThat(form.readAllBytes()).containsExactly('x');
        assertThat(form.field("token")).isNull();
    }

    @Test
    void theFirstOfTwoFieldsOfANameCounts() {
        assertThat(form(TOKEN + part("name=\"token\"", "other") + part(FILE_HEAD, "") + end(), 100)
                        .field("token"))
                .isEqualTo("a1b2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no form at all", "--", "\r\n\r\n"})
    void whatIsNoSuchFormIsRefused(String body) {
        assertThatThrownBy(() -> form(body, 100)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aFormWithoutAFileIsRefused() {
        assertThatThrownBy(() -> form(TOKEN + end(), 100)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> form(MediaType.MULTIPART_FORM_DATA_TYPE, InputStream.nullInputStream()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> form(null, InputStream.nullInputStream())).isInstanceOf(ProblemException.class);
    }

    /** Neither a field nor a header is read for ever. */
    @Test
    void muchThatIsNoFileIsRefused() {
        String much = "y".repeat(1_000_000);

        assertThatThrownBy(() -> form(part("name=\"token\"", much), 5000)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> form(head("name=\"" + much), 5000)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> form(TOKEN.repeat(1000), 5000)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> form(much, 5000)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aFormThatComesByteByByteIsGivenUpInTime() {
        AtomicLong seconds = new AtomicLong();
        InputStream slow = new ByteArrayInputStream((TOKEN + head(FILE_HEAD)).getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                seconds.incrementAndGet();
                return super.read(into, offset, 1);
            }
        };

        assertThatThrownBy(() -> new FileFormIntake(TYPE, slow, PATIENCE, () -> seconds.get() * 1_000_000_000))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.problem().status()).isEqualTo(503));
        assertThat(seconds).hasValue(PATIENCE.toSeconds() + 1);
    }

    private static FileFormIntake form(@Nullable MediaType type, InputStream body) {
        return new FileFormIntake(type, body, PATIENCE, () -> 0);
    }

    private static FileFormIntake form(String body, int atOnce) {
        return form(TYPE, new ByteArrayInputStream(body.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                return super.read(into, offset, Math.min(length, atOnce));
            }
        });
    }

    private static String head(String disposition) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    }

    private static String part(String disposition, String content) {
        return head(disposition) + content + "\r\n";
    }

    private static String end() {
        return "--" + BOUNDARY + "--\r\n";
    }
}
