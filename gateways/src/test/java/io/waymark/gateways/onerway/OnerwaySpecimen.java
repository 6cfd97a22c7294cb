package io.waymark.gateways.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.waymark.gateways.Gateway;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Specimen;
import io.waymark.protocol.HttpCall;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Onerway with the key of its own examples. */
public final class OnerwaySpecimen implements Specimen {

    private static final String SECRET = "de45ae6504ca46cb94ebd734bb650345";

    @Override
    public Gateway gateway() {
        return new Onerway();
    }

    @Override
    public Map<String, String> configured() {
        return Map.of("url", "http://gateway.test/", "merchant-no", "800058", "secret", SECRET);
    }

    @Override
    public List<String> secrets() {
        return List.of(SECRET);
    }

    @Override
    public GatewayAnswer success(String transaction) {
        return Specimen.answer(
                200,
                "{\"respCode\":\"20000\",\"respMsg\":\"Success\",\"data\":{\"transactionId\":\"" + transaction
                        + "\"}}");
    }

    @Override
    public GatewayAnswer failure(String code) {
        return Specimen.answer(200, "{\"respCode\":\"" + code + "\",\"respMsg\":\"no\"}");
    }

    @Override
    public boolean isRightlySigned(HttpCall call) {
        try {
            JsonNode body = new ObjectMapper().readTree(call.body());
            String text = body.path("carrierNo").asText()
                    + body.path("merchantNo").asText()
                    + body.path("trackingNo").asText()
                    + body.path("transactionId").asText()
                    + SECRET;
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest).equals(body.path("sign").asText());
        } catch (IOException | NoSuchAlgorithmException e) {
            return false;
        }
    }

    @Override
    public boolean bearsTheMoment() {
        return false;
    }
}
