package io.waymark.carriers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.waymark.carriers.sto.StoAccounts;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Settings;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What comes from providers, and from those who say that they are one. */
class PayloadsFuzzTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String SECRET = "fuzzed-secret";
    private static final ShipmentId SHIPMENT = ShipmentId.of("yto", "YT1");
    private static final Settings SETTINGS = StoAccounts.settings(
            Map.of("salts", SECRET, "master-secrets", SECRET), StoAccounts.ARTICLE, Map.of("secrets", SECRET));

    /** There is a verdict on anything, and nothing unsigned is believed. */
    @FuzzTest(maxDuration = "5m")
    void everyPushIsJudged(byte[] body) {
        for (Provider provider : Providers.ALL) {
            provider.push(SETTINGS).ifPresent(push -> {
                for (String type : push.mediaTypes()) {
                    for (Optional<ShipmentId> path : List.of(Optional.<ShipmentId>empty(), Optional.of(SHIPMENT))) {
                        assertThat(push.verify(new PushRequest(body, type, NOW, path)))
                                .isNotNull();
                    }
                }
            });
        }
    }

    /** The secret is right, and the text may be anything: it is refused, or read, or a person looks at it. */
    @FuzzTest(maxDuration = "5m")
    void whatIsRightlySignedIsReadOrMalformed(byte[] said) {
        String text = new String(said, UTF_8);
        signed("kuaidi100", "sign=" + HexFormat.of().formatHex(md5(text)) + "&param=" + URLEncoder.encode(text, UTF_8));
        signed(
                "sto",
                "content=" + URLEncoder.encode(text, UTF_8) + "&data_digest="
                        + URLEncoder.encode(Base64.getEncoder().encodeToString(md5(text)), UTF_8));
    }

    /** What is asked for is not signed, and comes in any form. */
    @FuzzTest(maxDuration = "5m")
    void everyAnswerIsReadOrMalformed(byte[] body) {
        for (Provider provider : Providers.ALL) {
            for (String type : List.of("application/json", "text/xml", "")) {
                for (Evidence evidence : List.of(Evidence.PULL, Evidence.ARTICLE)) {
                    parse(provider, raw(provider.id().code(), type, body, evidence));
                }
            }
        }
    }

    @FuzzTest(maxDuration = "2m")
    void anyTextIsMaskedAndStaysOneThatIsMasked(byte[] said) {
        String text = new String(said, UTF_8);
        String masked = Masking.mask(text);

        assertThat(Masking.mask(masked)).isEqualTo(masked);
    }

    private static void signed(String code, String form) {
        Provider provider = Providers.of(code).orElseThrow();
        Verdict verdict = provider.push(SETTINGS)
                .orElseThrow()
                .verify(new PushRequest(form.getBytes(UTF_8), FORM, NOW, Optional.empty()));
        if (verdict instanceof Verdict.Accepted) {
            parse(provider, raw(code, FORM, form.getBytes(UTF_8), Evidence.SIGNED_PUSH));
        }
    }

    private static void parse(Provider provider, RawPayload raw) {
        try {
            ParsedPayload parsed = provider.parser().parse(raw);
            assertThat(parsed.scans()).hasSizeLessThanOrEqualTo(512);
        } catch (MalformedPayloadException malformed) {
            assertThat(malformed.detail()).hasSizeLessThan(200);
        }
    }

    private static RawPayload raw(String provider, String type, byte[] body, Evidence evidence) {
        return new RawPayload(
                "fuzzed",
                provider,
                SHIPMENT,
                "yto",
                "YT1",
                RawPayload.Route.TRACKING_NUMBER,
                0,
                NOW,
                type,
                body,
                evidence,
                "fuzzed",
                null);
    }

    private static byte[] md5(String text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(text.getBytes(UTF_8));
        all.writeBytes(SECRET.getBytes(UTF_8));
        try {
            return MessageDigest.getInstance("MD5").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
