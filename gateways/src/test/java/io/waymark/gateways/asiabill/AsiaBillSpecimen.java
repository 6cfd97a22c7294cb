package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.gateways.Gateway;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Specimen;
import io.waymark.protocol.HttpCall;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AsiaBill with its published test account. */
public final class AsiaBillSpecimen implements Specimen {

    private static final String SIGN_KEY = "12H4567r";

    @Override
    public Gateway gateway() {
        return new AsiaBill();
    }

    @Override
    public Map<String, String> configured() {
        return Map.of("url", "http://gateway.test/openApi/", "gateway-no", "12246002", "sign-key", SIGN_KEY);
    }

    @Override
    public List<String> secrets() {
        return List.of(SIGN_KEY);
    }

    @Override
    public GatewayAnswer success(String transaction) {
        return Specimen.answer(
                200,
                "{\"code\":\"00000\",\"message\":\"success\",\"data\":{\"tradeNo\":\"" + transaction
                        + "\",\"status\":\"success\",\"description\":\"uploadSuccess\"}}");
    }

    @Override
    public GatewayAnswer failure(String code) {
        return Specimen.answer(200, "{\"code\":\"" + code + "\",\"message\":\"no\",\"data\":null}");
    }

    @Override
    public boolean isRightlySigned(HttpCall call) {
        String path = call.url().substring(call.url().lastIndexOf("/logistics") + "/logistics".length());
        String text = call.headers().get("gateway-no")
                + call.headers().get("request-id")
                + call.headers().get("request-time")
                + "."
                + (path.isEmpty() ? new String(call.body(), UTF_8) : path.substring(1));
        return hmac(text).equals(call.headers().get("sign-info"));
    }

    /** Lower-case hex. */
    public static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGN_KEY.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public boolean bearsTheMoment() {
        return true;
    }
}
