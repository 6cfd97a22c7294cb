package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnerwayIT extends SandboxCase {

    private static final String PATH = "/onerway/v1/txn/logistics";
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    @Test
    void takesAnUploadAndRemembersIt() {
        assertThat(codeOf(upload())).isEqualTo("20000");
        assertThat(codeOf(upload())).isEqualTo("20000");

        List<JsonObject> uploads = uploads();
        assertThat(uploads)
                .extracting(upload -> upload.getBoolean("signatureValid"))
                .containsExactly(true, true);
        assertThat(uploads).extracting(upload -> upload.getBoolean("repeated")).containsExactly(false, true);
        assertThat(uploads.get(0).getJsonObject("body")).isEqualTo(upload());
        assertThat(uploads.get(0).getJsonObject("answer").getString("respCode")).isEqualTo("20000");
        assertThat(uploads.get(0).getInteger("status")).isEqualTo(200);
        assertThat(uploads.get(0).getInstant("time")).isNotNull();
    }

    @Test
    void remembersAnUploadThatIsNoJson() {
        assertThat(new JsonObject(postText(PATH, "no JSON").body()).getString("respCode"))
                .isEqualTo("40013");
        assertThat(uploads().get(0).getString("body")).isEqualTo("no JSON");
        assertThat(uploads().get(0).getBoolean("signatureValid")).isFalse();
    }

    @Test
    void refusesAWrongSignature() {
        assertThat(codeOf(upload().put("trackingNo", "SF1234567891"))).isEqualTo("40002");
        assertThat(uploads().get(0).getBoolean("signatureValid")).isFalse();
        assertThat(uploads().get(0).getBoolean("tookEffect")).isFalse();
    }

    @Test
    void refusesAnIncompleteUploadAndOneOfAStranger() {
        assertThat(codeOf(new JsonObject().put("merchantNo", "800058"))).isEqualTo("40013");
        assertThat(codeOf(upload().put("merchantNo", "1"))).isEqualTo("40013");
    }

    @Test
    void saysNotYetAsOftenAsTold() {
        fault("onerway", "not-final", 2);

        assertThat(List.of(codeOf(upload()), codeOf(upload()), codeOf(upload())))
                .containsExactly("40001", "40001", "20000");
        assertThat(uploads())
                .extracting(upload -> upload.getBoolean("repeated"))
                .containsOnly(false);
    }

    @Test
    void losesTheAnswerButNotTheEffectWhenTold() {
        fault("onerway", "drop", 1);

        assertThatThrownBy(() -> post(PATH, upload())).isInstanceOf(UncheckedIOException.class);
        assertThat(codeOf(upload())).isEqualTo("20000");
        assertThat(uploads())
                .extracting(upload -> upload.getBoolean("repeated"))
                .containsExactly(false, true);
        assertThat(uploads())
                .extracting(upload -> upload.getBoolean("tookEffect"))
                .containsExactly(true, false);
        assertThat(uploads().get(0).getString("fault")).isEqualTo("drop");
        assertThat(uploads().get(0).getValue("answer")).isNull();
        assertThat(uploads().get(1).getValue("fault")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout-after", "reset-mid-body"})
    void isSilentAfterTheEffectWhenTold(String mode) {
        fault("onerway", "upload", mode, 1);

        assertThatThrownBy(() -> post(PATH, upload(), IMPATIENT)).isInstanceOf(UncheckedIOException.class);

        assertThat(uploads().get(0).getBoolean("tookEffect")).isTrue();
        assertThat(uploads().get(0).getValue("answer")).isNull();
        assertThat(codeOf(upload())).isEqualTo("20000");
        assertThat(uploads().get(1).getBoolean("repeated")).isTrue();
    }

    @Test
    void speaksOfAnotherTransactionWhenTold() {
        fault("onerway", "other-transaction", 1);

        JsonObject answer = new JsonObject(post(PATH, upload()).body());

        assertThat(answer.getString("respCode")).isEqualTo("20000");
        assertThat(answer.getJsonObject("data").getString("transactionId")).isNotEqualTo("1484408335541923840");
        assertThat(uploads().get(0).getBoolean("tookEffect")).isFalse();
    }

    @Test
    void knowsAnotherMerchantByItsOwnSecret() {
        JsonObject second = upload().put("merchantNo", "800059");

        assertThat(codeOf(second)).isEqualTo("40002");
        assertThat(codeOf(second.put(
                        "sign", sha256("SF" + "800059" + "SF1234567890" + "1484408335541923840" + "second-secret"))))
                .isEqualTo("20000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "timeout", "http500"})
    void failsWithoutEffectWhenToldAndRemembersTheUpload(String mode) {
        fault("onerway", mode, 1);

        if (mode.equals("http500")) {
            assertThat(post(PATH, upload()).statusCode()).isEqualTo(500);
        } else {
            assertThatThrownBy(() -> post(PATH, upload(), IMPATIENT)).isInstanceOf(UncheckedIOException.class);
        }

        assertThat(uploads()).hasSize(1);
        JsonObject failed = uploads().get(0);
        assertThat(failed.getString("fault")).isEqualTo(mode);
        assertThat(failed.getInstant("time")).isNotNull();
        assertThat(failed.getJsonObject("body")).isEqualTo(upload());
        assertThat(failed.getBoolean("signatureValid")).isTrue();
        assertThat(failed.getInteger("status")).isEqualTo(mode.equals("http500") ? 500 : null);
        assertThat(failed.getString("answer")).isEqualTo(mode.equals("http500") ? "Internal Server Error" : null);
        assertThat(failed.getBoolean("tookEffect")).isFalse();
        assertThat(codeOf(upload())).isEqualTo("20000");
        assertThat(uploads().get(1).getBoolean("repeated")).isFalse();
        assertThat(uploads().get(1).getBoolean("tookEffect")).isTrue();
    }

    @Test
    void remembersASlowUploadOnReceiptAndTheAnswerOnceItIsGiven() {
        fault("onerway", "slow", 1);
        CompletableFuture<String> code = CompletableFuture.supplyAsync(() -> codeOf(upload()));

        await().untilAsserted(() -> assertThat(uploads()).hasSize(1));
        assertThat(uploads().get(0).getString("fault")).isEqualTo("slow");
        assertThat(uploads().get(0).getValue("answer")).isNull();

        assertThat(code.join()).isEqualTo("20000");
        assertThat(uploads().get(0).getJsonObject("answer").getString("respCode"))
                .isEqualTo("20000");
    }

    @Test
    void givesNoAnswerToACallerWhoHasGoneButTheUploadTakesEffect() {
        fault("onerway", "slow", 1);

        assertThatThrownBy(() -> post(PATH, upload(), IMPATIENT)).isInstanceOf(UncheckedIOException.class);
        await().untilAsserted(() ->
                assertThat(uploads().get(0).getBoolean("tookEffect")).isTrue());
        assertThat(uploads().get(0).getValue("answer")).isNull();
        assertThat(uploads().get(0).getValue("status")).isNull();
    }

    @Test
    void takesWrongSignaturesForGrantedAsTold() {
        fault("onerway", "bad-signature", 1);

        assertThat(codeOf(upload())).isEqualTo("40002");
        delete("/sandbox/faults");
        assertThat(codeOf(upload())).isEqualTo("20000");
    }

    private static JsonObject upload() {
        String secret = "quickstart-onerway-secret";
        return new JsonObject()
                .put("merchantNo", "800058")
                .put("transactionId", "1484408335541923840")
                .put("carrierNo", "SF")
                .put("trackingNo", "SF1234567890")
                .put("sign", sha256("SF" + "800058" + "SF1234567890" + "1484408335541923840" + secret));
    }

    private String codeOf(JsonObject body) {
        return new JsonObject(post(PATH, body).body()).getString("respCode");
    }

    private List<JsonObject> uploads() {
        return new JsonArray(get("/sandbox/gateways/onerway/uploads").body())
                .stream().map(JsonObject.class::cast).toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
