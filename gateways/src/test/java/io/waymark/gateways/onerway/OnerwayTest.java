package io.waymark.gateways.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.gateways.Answer;
import io.waymark.gateways.GatewayAccount;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Preparation;
import io.waymark.gateways.Preparation.Impossible;
import io.waymark.gateways.Preparation.Obstacle;
import io.waymark.gateways.Preparation.Ready;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.Upload;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class OnerwayTest {

    private static final Map<String, String> CONFIGURED = Map.of(
            "waymark.onerway.url", "http://localhost:1/",
            "waymark.onerway.merchant-no", "800058",
            "waymark.onerway.secret", "de45ae6504ca46cb94ebd734bb650345",
            "waymark.onerway.duplicate-codes", "40099",
            "waymark.onerway.rejected-codes", "40098",
            "waymark.onerway.retry-codes", "40097",
            "waymark.onerway.not-yet-codes", "40096");
    private static final Settings SETTINGS = settings(CONFIGURED);
    private static final GatewayAccount ONERWAY =
            new Onerway().account(SETTINGS).orElseThrow();
    private static final Upload UPLOAD = upload("1484408335541923840", "SF");

    private static Settings settings(Map<String, String> configured) {
        return Settings.of("onerway", new Onerway().settings(), name -> Optional.ofNullable(configured.get(name)));
    }

    private static Upload upload(String transaction, String carrierCode) {
        return new Upload(transaction, null, "sf", carrierCode, "SF1234567890", null);
    }

    private static Preparation prepare(Upload upload) {
        return ONERWAY.prepare(upload, new Moment(Instant.EPOCH, "1"));
    }

    private static Answer read(int status, String body) {
        return ONERWAY.read(UPLOAD, new GatewayAnswer(status, Map.of(), body.getBytes(UTF_8)));
    }

    @Test
    void uploadsTheFieldsThatOnerwayAsksFor() throws IOException {
        Ready ready = (Ready) prepare(UPLOAD);

        JsonNode body = new ObjectMapper().readTree(ready.call().body());
        assertThat(ready.call().method()).isEqualTo(HttpCall.Method.POST);
        assertThat(ready.call().url()).isEqualTo("http://localhost:1/v1/txn/logistics");
        assertThat(body.toString())
                .isEqualTo("{\"merchantNo\":\"800058\",\"transactionId\":\"1484408335541923840\",\"carrierNo\":\"SF\","
                        + "\"trackingNo\":\"SF1234567890\","
                        + "\"sign\":\"b443ef890ceed043e6e2dcde951808c1a86a3f5e008d37db55a8517b44545b9f\"}");
    }

    @Test
    void sendsTheRegisteredCarrierCodeAsItIs() {
        Ready ready = (Ready) prepare(upload("1", "sto express"));

        assertThat(new String(ready.call().body(), UTF_8)).contains("\"carrierNo\":\"sto express\"");
    }

    @ParameterizedTest
    @CsvSource({", SF, NO_TRANSACTION", "1, , UNKNOWN_CARRIER"})
    void saysWhatStandsInTheWay(String transaction, String carrierCode, Obstacle obstacle) {
        Impossible impossible = (Impossible) prepare(upload(transaction, carrierCode));

        assertThat(impossible.obstacle()).isEqualTo(obstacle);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "answers.csv", delimiter = '|', quoteCharacter = '\'')
    void readsAnswers(int status, String body, Reaction reaction, String code) {
        Answer answer = read(status, body);

        assertThat(answer.reaction()).isEqualTo(reaction);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"20, 64, 64, true", "21, 64, 64, false", "20, 65, 64, false", "20, 64, 65, false"})
    void takesNoMoreCharactersThanOnerway(int transaction, int carrierCode, int trackingNumber, boolean fits) {
        Upload upload = new Upload(
                "1".repeat(transaction), null, "sf", "C".repeat(carrierCode), "9".repeat(trackingNumber), null);

        assertThat(prepare(upload)).isInstanceOf(fits ? Ready.class : Impossible.class);
    }

    @Test
    void keepsLittleOfWhatTheGatewaySays() {
        String body =
                "{\"respCode\":\"4\\u0000" + "9".repeat(500) + "\",\"respMsg\":\"a\\nb" + "c".repeat(5000) + "\"}";

        var answer = read(200, body);

        assertThat(answer.code()).hasSize(40).startsWith("4 9");
        assertThat(answer.text()).hasSize(200).startsWith("a bc");
    }
}
