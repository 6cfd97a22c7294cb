package io.waymark.notifier.gateway.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.notifier.gateway.CarrierCrosswalk;
import io.waymark.notifier.gateway.Preparation;
import io.waymark.notifier.gateway.Preparation.Impossible;
import io.waymark.notifier.gateway.Preparation.Obstacle;
import io.waymark.notifier.gateway.Preparation.Ready;
import io.waymark.notifier.gateway.Reaction;
import io.waymark.notifier.gateway.Upload;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnerwayTest {

    private static final CarrierCrosswalk CROSSWALK = CarrierCrosswalk.parse("carrier,onerway\nsf,SF\nyto,\n");
    private static final OnerwaySettings SETTINGS = new OnerwaySettings(
            URI.create("http://localhost:1/v1/txn/logistics"),
            "800058",
            "de45ae6504ca46cb94ebd734bb650345",
            Set.of("40099"));
    private static final Onerway ONERWAY = new Onerway(Optional.of(SETTINGS), CROSSWALK);
    private static final Upload UPLOAD = upload("1484408335541923840", "sf", null, "");

    private static Upload upload(String transaction, String carrier, String carrierCode, String account) {
        return new Upload(account, transaction, null, carrier, carrierCode, "SF1234567890", null);
    }

    private static Preparation prepare(Upload upload) {
        return ONERWAY.prepare(upload, Instant.EPOCH);
    }

    @Test
    void uploadsTheFieldsThatOnerwayAsksFor() throws IOException {
        Ready ready = (Ready) prepare(UPLOAD);

        JsonNode body = new ObjectMapper().readTree(ready.call().body());
        assertThat(ready.call().method()).isEqualTo("POST");
        assertThat(ready.call().uri()).isEqualTo(SETTINGS.uri());
        assertThat(body.toString())
                .isEqualTo("{\"merchantNo\":\"800058\",\"transactionId\":\"1484408335541923840\",\"carrierNo\":\"SF\","
                        + "\"trackingNo\":\"SF1234567890\","
                        + "\"sign\":\"b443ef890ceed043e6e2dcde951808c1a86a3f5e008d37db55a8517b44545b9f\"}");
    }

    @Test
    void sendsTheRegisteredCarrierCodeAsItIs() {
        Ready ready = (Ready) prepare(upload("1", "unheard-of", "sto express", ""));

        assertThat(new String(ready.call().body(), UTF_8)).contains("\"carrierNo\":\"sto express\"");
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            # transaction, carrier , account, obstacle
                         , sf      , ''     , NO_TRANSACTION
            1            , yunda   , ''     , UNKNOWN_CARRIER
            1            , yto     , ''     , UNKNOWN_CARRIER
            1            , sf      , second , NO_CREDENTIALS
            """)
    void saysWhatStandsInTheWay(String transaction, String carrier, String account, Obstacle obstacle) {
        Impossible impossible = (Impossible) prepare(upload(transaction, carrier, null, account));

        assertThat(impossible.obstacle()).isEqualTo(obstacle);
    }

    @Test
    void cannotUploadWithoutCredentials() {
        Impossible impossible = (Impossible) new Onerway(Optional.empty(), CROSSWALK).prepare(UPLOAD, Instant.EPOCH);

        assertThat(impossible.obstacle()).isEqualTo(Obstacle.NO_CREDENTIALS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # status | body                                                                | reaction
            200      | {"respCode":"20000","respMsg":"Success"}                            | ACKNOWLEDGED
            200      | {"respCode":20000}                                                  | ACKNOWLEDGED
            200      | {"respCode":"20000","data":{"transactionId":"1484408335541923840"}} | ACKNOWLEDGED
            200      | {"respCode":"20000","data":{"transactionId":"77"}}                  | NO_ANSWER
            200      | {"respCode":"40099"}                                                | ACKNOWLEDGED
            200      | {"respCode":"40001","respMsg":"Transaction not in final status"}    | NOT_YET
            200      | {"respCode":"40013"}                                                | REFUSED
            200      | {"respCode":"40000"}                                                | RETRY
            200      | {"respCode":"40002"}                                                | UNKNOWN_CODE
            400      | {"respCode":"40013"}                                                | REFUSED
            404      | not here                                                            | UNKNOWN_CODE
            429      | {"respCode":"40013"}                                                | RETRY
            500      | {"respCode":"20000"}                                                | NO_ANSWER
            500      | {"respCode":"40013"}                                                | NO_ANSWER
            502      | <html>Bad Gateway</html>                                            | NO_ANSWER
            503      | ''                                                                  | NO_ANSWER
            504      | ''                                                                  | NO_ANSWER
            200      | ''                                                                  | UNKNOWN_CODE
            200      | [1,2]                                                               | UNKNOWN_CODE
            200      | {"respCode":"20000                                                  | UNKNOWN_CODE
            """)
    void readsAnswers(int status, String body, Reaction reaction) {
        assertThat(ONERWAY.read(UPLOAD, status, body.getBytes(UTF_8)).reaction())
                .isEqualTo(reaction);
    }

    @Test
    void keepsLittleOfWhatTheGatewaySays() {
        String body =
                "{\"respCode\":\"4\\u0000" + "9".repeat(500) + "\",\"respMsg\":\"a\\nb" + "c".repeat(5000) + "\"}";

        var answer = ONERWAY.read(UPLOAD, 200, body.getBytes(UTF_8));

        assertThat(answer.code()).hasSize(40).startsWith("4 9");
        assertThat(answer.text()).hasSize(200).startsWith("a bc");
    }

    @Test
    void keepsItsSecretToItself() {
        assertThat(SETTINGS.toString()).doesNotContain("de45ae");
    }
}
