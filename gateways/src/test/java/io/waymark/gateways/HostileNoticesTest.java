package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeVerdict.Accepted;
import io.waymark.gateways.NoticeVerdict.Rejected;
import io.waymark.protocol.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is sent, there is a verdict, and what was not signed as it stands is not believed. */
class HostileNoticesTest {

    private static final long SEED = 20261122;
    private static final int TIMES = 5_000;
    private static final Settings ACCOUNT = new Settings(Map.of(
            "merchant-no", List.of("800277"),
            "secret", List.of("de45ae6504ca46cb94ebd734bb650345"),
            "gateway-no", List.of("12246002"),
            "sign-key", List.of("12H4567r")));

    private record Genuine(Gateway gateway, byte[] body, Map<String, String> headers) {

        NoticeVerdict verdict(byte[] bytes, Map<String, String> said) {
            return gateway.notices(List.of(ACCOUNT)).verify(new NoticeRequest(bytes, said, Instant.EPOCH));
        }
    }

    static Stream<Genuine> genuine() throws IOException {
        List<Genuine> all = new ArrayList<>();
        for (Gateway gateway : Gateways.ALL) {
            for (JsonNode vector : vectors(gateway.id())) {
                Map<String, String> headers = new HashMap<>();
                vector.path("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asText()));
                headers.put("sign-info", vector.path("sign_info").asText());
                all.add(new Genuine(gateway, vector.get("body").asText().getBytes(UTF_8), headers));
            }
        }
        return all.stream();
    }

    private static JsonNode vectors(String gateway) throws IOException {
        try (InputStream json = HostileNoticesTest.class.getResourceAsStream(gateway + "/notice-vectors.json")) {
            return new ObjectMapper().readTree(json);
        }
    }

    /** Onerway signs values and no names, and some values not at all, so a changed notice may still be signed. */
    @ParameterizedTest
    @MethodSource("genuine")
    void aChangedNoticeIsRefusedOrAboutTheSameTransaction(Genuine genuine) {
        Random random = new Random(SEED);
        List<String> truth = transactions(genuine.verdict(genuine.body(), genuine.headers()));
        assertThat(truth).hasSize(1);
        for (int i = 0; i < TIMES; i++) {
            byte[] changed = changed(genuine.body(), random);
            assertThat(transactions(genuine.verdict(changed, genuine.headers())))
                    .as(new String(changed, UTF_8))
                    .isSubsetOf(truth);
        }
    }

    private static List<String> transactions(NoticeVerdict verdict) {
        return verdict instanceof Accepted accepted
                ? accepted.payments().stream().map(Payment::key).toList()
                : List.of();
    }

    @ParameterizedTest
    @MethodSource("genuine")
    void noiseIsRefused(Genuine genuine) {
        Random random = new Random(SEED);
        for (int i = 0; i < TIMES; i++) {
            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            assertThat(genuine.verdict(noise, genuine.headers())).isInstanceOf(Rejected.class);
        }
    }

    private static byte[] changed(byte[] body, Random random) {
        byte[] changed = body.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            switch (random.nextInt(4)) {
                case 0 -> changed[at] = (byte) random.nextInt(256);
                case 1 -> changed[at] = (byte) "\"{}[],:\\0S".charAt(random.nextInt(10));
                case 2 -> changed = cut(changed, at);
                default -> changed = doubled(changed, at, random);
            }
        }
        return changed;
    }

    private static byte[] cut(byte[] body, int at) {
        return at == 0 ? body : Arrays.copyOf(body, at);
    }

    private static byte[] doubled(byte[] body, int at, Random random) {
        int end = Math.min(body.length, at + 1 + random.nextInt(40));
        String text = new String(body, ISO_8859_1);
        return (text.substring(0, end) + text.substring(at)).getBytes(ISO_8859_1);
    }
}
