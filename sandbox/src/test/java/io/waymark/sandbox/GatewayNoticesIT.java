package io.waymark.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.Listener.Received;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayNoticesIT extends SandboxCase {

    private static final String ONERWAY = "/sandbox/gateways/onerway/transactions";
    private static final String ASIABILL = "/sandbox/gateways/asiabill/transactions";
    private static final Set<String> UNSIGNED = Set.of("paymentMethod", "originTransactionId", "sign");

    @Test
    void onerwayTellsOfATransactionAndWantsItsBareId() {
        listener.answerNext(200, "text/plain;charset=UTF-8", "1484408335541923840");

        JsonObject told = told(ONERWAY, onerway().put("orderAmount", "12.50"));

        Received notice = listener.next();
        JsonObject fields = notice.json(Listener.JSON);
        assertThat(notice.path()).isEqualTo("/callbacks/onerway");
        assertThat(fields.getMap())
                .containsEntry("notifyType", "TXN")
                .containsEntry("status", "S")
                .containsEntry("orderAmount", "12.50")
                .containsEntry("merchantNo", "800058");
        assertThat(fields.getString("sign")).isEqualTo(sign(fields, "quickstart-onerway-secret"));
        assertThat(told.getBoolean("acknowledged")).isTrue();
        assertThat(told.getInteger("status")).isEqualTo(200);
        assertThat(told.getString("body")).isEqualTo("1484408335541923840");
    }

    @ParameterizedTest
    @CsvSource({
        "200, application/json, 1484408335541923840",
        "200, text/plain, '\"1484408335541923840\"'",
        "200, text/plain, success",
        "401, text/plain, 1484408335541923840",
    })
    void onerwayIsContentWithNothingElse(int status, String type, String body) {
        listener.answerNext(status, type, body);

        JsonObject told = told(ONERWAY, onerway());

        assertThat(told.getBoolean("acknowledged")).isFalse();
        assertThat(told.getInteger("status")).isEqualTo(status);
        assertThat(told.getJsonArray("attempts")).hasSize(1);
    }

    @Test
    void onerwayTellsOfARefundOfAnotherMerchantsTransaction() {
        JsonObject refund = onerway()
                .put("merchantNo", "800059")
                .put("txnType", "REFUND")
                .put("originTransactionId", "1484408335541923839")
                .putNull("reason");

        told(ONERWAY, refund);

        JsonObject fields = listener.next().json(Listener.JSON);
        assertThat(fields.getString("sign")).isEqualTo(sign(fields, "second-secret"));
        assertThat(fields.getString("originTransactionId")).isEqualTo("1484408335541923839");
        assertThat(fields.containsKey("reason")).isFalse();
    }

    @Test
    void asiaBillTellsOfATransactionAndWantsTheWordSuccess() {
        listener.answerNext(200, "text/plain", "success");

        JsonObject told = told(ASIABILL, asiaBill().put("status", "fail").put("orderCurrency", "USD"));

        Received webhook = listener.next();
        JsonObject body = webhook.json(Listener.JSON);
        assertThat(webhook.path()).isEqualTo("/callbacks/asiabill");
        assertThat(body.getString("type")).isEqualTo("transaction.fail");
        assertThat(body.getJsonObject("data").getMap())
                .containsEntry("tradeNo", "2022051811043674149462")
                .containsEntry("orderNo", "ORDER1")
                .containsEntry("orderStatus", "fail")
                .containsEntry("orderCurrency", "USD")
                .doesNotContainKey("status");
        assertThat(webhook.headers()).containsEntry("version", "V2022-03");
        assertThat(webhook.headers().get("sign-info")).isEqualTo(sign(webhook));
        assertThat(told.getBoolean("acknowledged")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"chargeback.success, chargebackInfo", "refund.success, batchNo", "pre-authorized.void, operationResult"
    })
    void asiaBillHasAWordForMoreThanSales(String type, String field) {
        told(ASIABILL, asiaBill().put("type", type));

        JsonObject body = listener.next().json(Listener.JSON);
        assertThat(body.getString("type")).isEqualTo(type);
        assertThat(body.getJsonObject("data").containsKey(field)).isTrue();
    }

    @Test
    void aNoticeIsRepeatedAsOftenAsOrderedUntilItIsAcknowledged() {
        listener.answerNext(503, "text/plain", "later");
        listener.answerNext(200, "text/plain", "SUCCESS");

        JsonObject told = told(ASIABILL, asiaBill().put("attempts", 5));

        assertThat(told.getJsonArray("attempts")).hasSize(2);
        assertThat(told.getBoolean("acknowledged")).isTrue();
        assertThat(listener.next().headers().get("request-id"))
                .isNotEqualTo(listener.next().headers().get("request-id"));
    }

    @Test
    void aNoticeIsForgedOnceAndTheRepeatIsRight() {
        listener.answerNext(401, "text/plain", "");
        put(
                "/sandbox/faults",
                new JsonObject()
                        .put("target", "onerway")
                        .put("mode", "bad-signature")
                        .put("when", "calling"));

        JsonObject told = told(ONERWAY, onerway().put("attempts", 2));

        JsonObject forged = listener.next().json(Listener.JSON);
        JsonObject right = listener.next().json(Listener.JSON);
        assertThat(forged.getString("sign")).isNotEqualTo(sign(forged, "quickstart-onerway-secret"));
        assertThat(right.getString("sign")).isEqualTo(sign(right, "quickstart-onerway-secret"));
        assertThat(told.getString("fault")).isEqualTo("bad-signature");
        assertThat(told.getJsonArray("attempts").getJsonObject(0).getBoolean("signedRightly"))
                .isFalse();
    }

    @Test
    void aNoticeComesTwiceWhenTold() {
        fault("asiabill", "duplicate", 1);

        JsonObject told = told(ASIABILL, asiaBill());

        assertThat(told.getJsonArray("attempts")).hasSize(2);
        assertThat(listener.next().form()).isEqualTo(listener.next().form());
    }

    @Test
    void aReceiverWhoIsNotThereIsReported() {
        listener.close();

        JsonObject told = told(ONERWAY, onerway());

        assertThat(told.getBoolean("acknowledged")).isFalse();
        assertThat(told.getValue("status")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "onerway, transactionId, ",
        "onerway, status, X",
        "onerway, merchantNo, 1",
        "onerway, attempts, many",
        "asiabill, tradeNo, ",
        "asiabill, status, lost",
        "asiabill, type, parcel.lost",
        "asiabill, gatewayNo, 1",
    })
    void anOrderThatMakesNoSenseIsRefused(String gateway, String field, String value) {
        JsonObject order = gateway.equals("onerway") ? onerway() : asiaBill();

        HttpResponse<String> refused = post("/sandbox/gateways/" + gateway + "/transactions", order.put(field, value));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(refused.body()).getString("detail")).startsWith(field + ":");
    }

    private static JsonObject onerway() {
        return new JsonObject().put("transactionId", "1484408335541923840").put("status", "S");
    }

    private static JsonObject asiaBill() {
        return new JsonObject().put("tradeNo", "2022051811043674149462").put("orderNo", "ORDER1");
    }

    private JsonObject told(String path, JsonObject order) {
        HttpResponse<String> answer = post(path, order);
        assertThat(answer.statusCode()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static String sign(JsonObject fields, String secret) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(fields.getMap()).forEach((name, value) -> text.append(UNSIGNED.contains(name) ? "" : value));
        try {
            byte[] bytes = text.append(secret).toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String sign(Received webhook) {
        String head = webhook.headers().get("gateway-no")
                + webhook.headers().get("request-id")
                + webhook.headers().get("request-time")
                + webhook.headers().get("version");
        return AsiaBillMerchant.hmac(head + "." + webhook.form().get(Listener.JSON))
                .toUpperCase(Locale.ROOT);
    }
}
