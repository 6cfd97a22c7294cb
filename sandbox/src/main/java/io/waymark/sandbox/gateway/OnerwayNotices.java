package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import io.waymark.sandbox.http.InvalidOrderException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Onerway's notices of transactions: a JSON object that holds its own signature, made over all fields but a published list.
 * They are acknowledged by the bare transaction id, as plain text.
 *
 * @see <a href="https://docs.onerway.com/apis/en/v0.6/transaction-notification">Onerway, notifications</a>
 */
public final class OnerwayNotices {

    /** Fields that do not count in the signature. */
    static final Set<String> UNSIGNED = Set.of(
            "originTransactionId",
            "originMerchantTxnId",
            "customsDeclarationAmount",
            "customsDeclarationCurrency",
            "paymentMethod",
            "walletTypeName",
            "periodValue",
            "tokenExpireTime",
            "sign");

    private static final Set<String> STATUSES = Set.of("S", "F", "N");
    private static final ZoneOffset ZONE = ZoneOffset.ofHours(8);
    private static final DateTimeFormatter WRITTEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    private final Map<String, String> secrets;
    private final String merchantNo;
    private final InstantSource clock;

    /**
     * @param secrets by merchant number
     * @param merchantNo whose transactions they are unless the order says otherwise
     */
    public OnerwayNotices(Map<String, String> secrets, String merchantNo, InstantSource clock) {
        this.secrets = secrets;
        this.merchantNo = merchantNo;
        this.clock = clock;
    }

    /**
     * The notice that is ordered. Every field of the order is one of the notice's, and stands in place of the usual value;
     * one that is null is left out.
     */
    Notice of(String url, JsonObject order) {
        JsonObject fields = usual().mergeIn(order);
        new TreeSet<>(fields.fieldNames())
                .stream().filter(name -> fields.getValue(name) == null).forEach(fields::remove);
        String transactionId = Texts.field(fields, "transactionId");
        if (transactionId.isEmpty()) {
            throw new InvalidOrderException("transactionId", "must be there");
        }
        if (!STATUSES.contains(Texts.field(fields, "status"))) {
            throw new InvalidOrderException("status", "must be S, F or N");
        }
        String secret = secrets.getOrDefault(Texts.field(fields, "merchantNo"), "");
        if (secret.isEmpty()) {
            throw new InvalidOrderException("merchantNo", "must be one of " + secrets.keySet());
        }
        return new SignedNotice(url, transactionId, fields, secret);
    }

    private JsonObject usual() {
        String now = WRITTEN.format(clock.instant());
        return new JsonObject()
                .put("notifyType", "TXN")
                .put("txnType", "SALE")
                .put("merchantNo", merchantNo)
                .put("merchantTxnId", "M" + clock.millis())
                .put("status", "S")
                .put("reason", "{\"respCode\":\"20000\",\"respMsg\":\"Success\"}")
                .put("orderAmount", "100.00")
                .put("orderCurrency", "SAR")
                .put("txnAmount", "")
                .put("txnTime", now)
                .put("txnTimeZone", "+08:00")
                .put("responseTime", now)
                .put("paymentMethod", "STC_PAY");
    }

    private record SignedNotice(String url, String transactionId, JsonObject fields, String secret) implements Notice {

        @Override
        public Letter letter(boolean rightly) {
            String sign = OnerwaySignature.of(fields.getMap(), UNSIGNED, rightly ? secret : "not " + secret);
            return new Letter(Map.of(), fields.copy().put("sign", sign).encode());
        }

        @Override
        public boolean isAcknowledgedBy(String contentType, String body) {
            return contentType.startsWith("text/plain") && body.equals(transactionId);
        }
    }
}
