package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.gateways.Moment;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.HttpCall.Method;
import io.waymark.protocol.Settings;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Calls with AsiaBill's headers. They hold for ten minutes from their moment, and their id may not come again for thirty:
 * every attempt is a new call.
 */
final class AsiaBillRequest {

    private static final byte[] NO_BODY = {};

    private final Settings settings;

    AsiaBillRequest(Settings settings) {
        this.settings = settings;
    }

    /** @param json is signed and sent as it is */
    HttpCall upload(String json, Moment moment) {
        byte[] body = json.getBytes(UTF_8);
        Map<String, String> headers = headers(moment, Map.of(), body);
        headers.put("Content-Type", "application/json; charset=UTF-8");
        return new HttpCall(Method.POST, url(), headers, body);
    }

    /** The numbers are one value of the path, with commas between, and are signed as that. */
    HttpCall query(List<String> tradeNos, Moment moment) {
        String path = tradeNos.stream()
                .map(tradeNo -> URLEncoder.encode(tradeNo, UTF_8).replace("+", "%20"))
                .collect(Collectors.joining(","));
        return new HttpCall(
                Method.GET,
                url() + "/" + path,
                headers(moment, Map.of("tradeNos", String.join(",", tradeNos)), NO_BODY),
                NO_BODY);
    }

    private Map<String, String> headers(Moment moment, Map<String, String> path, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        headers.put("gateway-no", settings.value(AsiaBill.GATEWAY_NO));
        headers.put("request-id", moment.requestId());
        headers.put("request-time", Long.toString(moment.time().toEpochMilli()));
        headers.put(
                "sign-info", AsiaBillSignature.of(settings.value(AsiaBill.SIGN_KEY), headers, path, Map.of(), body));
        return headers;
    }

    private String url() {
        return settings.url(AsiaBill.URL) + settings.value(AsiaBill.LOGISTICS_PATH);
    }
}
