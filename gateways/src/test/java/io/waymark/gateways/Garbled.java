package io.waymark.gateways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers as a bad network, a proxy or somebody with an interest in it could make them. */
final class Garbled {

    private static final List<Integer> STATUSES = List.of(200, 200, 200, 201, 302, 400, 401, 404, 429, 500, 503);
    private static final String OF_JSON = "{}[]\",:0-enul\\";

    private Garbled() {}

    /** An answer with some of its bytes changed, cut off or doubled; now and then nothing of it is left. */
    static GatewayAnswer of(GatewayAnswer answer, Random random) {
        byte[] body = answer.body().clone();
        for (int changes = random.nextInt(6); changes > 0 && body.length > 0; changes--) {
            int at = random.nextInt(body.length);
            switch (random.nextInt(4)) {
                case 0 -> body[at] = (byte) random.nextInt(256);
                case 1 -> body = Arrays.copyOf(body, at);
                case 2 ->
                    body = (new String(body, UTF_8) + new String(body, at, body.length - at, UTF_8)).getBytes(UTF_8);
                default -> body[at] = (byte) OF_JSON.charAt(random.nextInt(OF_JSON.length()));
            }
        }
        Map<String, String> headers = random.nextInt(4) == 0
                ? Map.of("sign-info", "00", "gateway-no", "12246002", "request-time", "x")
                : Map.of();
        return new GatewayAnswer(STATUSES.get(random.nextInt(STATUSES.size())), headers, body);
    }
}
