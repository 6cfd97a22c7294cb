package io.waymark.gateways.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeRequest;
import io.waymark.gateways.NoticeVerdict;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notices as Onerway signs them. */
final class SignedNotices {

    static final String SECRET = "de45ae6504ca46cb94ebd734bb650345";
    static final NoticeProtocol NOTICES = notices(Map.of("800277", SECRET));

    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private SignedNotices() {}

    static NoticeProtocol notices(Map<String, String> secretsByMerchant) {
        return new Onerway()
                .notices(secretsByMerchant.entrySet().stream()
                        .map(account -> new Settings(Map.of(
                                Onerway.MERCHANT_NO, List.of(account.getKey()),
                                Onerway.SECRET, List.of(account.getValue()))))
                        .toList());
    }

    static NoticeVerdict verify(NoticeProtocol notices, String body) {
        return notices.verify(new NoticeRequest(body.getBytes(UTF_8), Map.of(), NOW));
    }

    static NoticeVerdict verify(String body) {
        return verify(NOTICES, body);
    }

    /** A notice of one transaction, signed; a field given twice as name and value. */
    static String signed(String secret, String... fields) {
        Map<String, String> all = new HashMap<>(Map.of("transactionId", "1792734932368752640", "merchantNo", "800277"));
        for (int i = 0; i < fields.length; i += 2) {
            all.put(fields[i], fields[i + 1]);
        }
        Map<String, String> signed = new HashMap<>(all);
        signed.keySet().removeAll(List.of("originTransactionId", "paymentMethod"));
        ObjectNode json = new ObjectMapper().createObjectNode();
        all.forEach(json::put);
        return json.put("sign", OnerwaySignature.of(signed, secret)).toString();
    }
}
