package io.waymark.gateways.onerway;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Payment;
import io.waymark.gateways.NoticeFields;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeRequest;
import io.waymark.gateways.NoticeVerdict;
import io.waymark.gateways.NoticeVerdict.Accepted;
import io.waymark.gateways.NoticeVerdict.Rejected;
import io.waymark.gateways.Signers;
import io.waymark.protocol.JsonFields;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Refusal;
import io.waymark.protocol.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Onerway's transaction notices: a JSON object with {@code sign} over its other fields, but for a few. Fields that
 * Onerway adds are signed unless it says otherwise, so the list is of what is <em>not</em> signed.
 *
 * <p>Delivered up to three times, half an hour apart, until the answer is the bare {@code transactionId}. The signature
 * is weak in three ways that no receiver can mend: it covers no names, only values in the order of their names, and
 * nothing between them; it leaves {@code paymentMethod} and {@code originTransactionId} out; and it holds no time that could
 * be compared with a clock. So a notice is taken for a fact that may be told again, whose values must have the form of such
 * values, that never releases money by itself, and of which the unsigned part can only keep money back.
 *
 * @see <a href="https://docs.onerway.com/apis/en/v0.6/transaction-notification">Onerway, notifications</a> (read 2026-11-22)
 */
final class OnerwayNotices implements NoticeProtocol {

    private static final String SIGN = "sign";
    private static final String MERCHANT_NO = "merchantNo";

    // spotless:off
    private static final Set<String> UNSIGNED = Set.of(
            "originTransactionId", "originMerchantTxnId", "customsDeclarationAmount", "customsDeclarationCurrency",
            "paymentMethod", "walletTypeName", "periodValue", "tokenExpireTime", SIGN);
    // spotless:on

    private final Signers signers;

    OnerwayNotices(List<Settings> accounts) {
        signers = new Signers(accounts, Onerway.MERCHANT_NO, Onerway.SECRET);
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of("application/json");
    }

    @Override
    public List<String> secrets() {
        return signers.names();
    }

    @Override
    public String rejected(Refusal reason) {
        return reason.name();
    }

    @Override
    public NoticeVerdict verify(NoticeRequest request) {
        try {
            return verify(request, JsonFields.of(new String(request.body(), UTF_8)));
        } catch (MalformedPayloadException e) {
            return new Rejected(Refusal.MALFORMED);
        }
    }

    private NoticeVerdict verify(NoticeRequest request, Map<String, String> fields) {
        String sign = fields.getOrDefault(SIGN, "");
        if (sign.isEmpty() || fields.getOrDefault("transactionId", "").isEmpty()) {
            return new Rejected(Refusal.MISSING_FIELD);
        }
        Map<String, String> signed = new HashMap<>(fields);
        signed.keySet().removeAll(UNSIGNED);
        Optional<Payment.Proof> proof = signers.prove(
                request,
                fields.getOrDefault(MERCHANT_NO, ""),
                secret -> OnerwaySignature.matches(OnerwaySignature.of(signed, secret), sign));
        if (proof.isEmpty()) {
            return new Rejected(Refusal.BAD_SIGNATURE);
        }
        OnerwayNotice notice = OnerwayNotice.of(new NoticeFields(fields));
        return new Accepted(
                notice.payments(request.receivedAt(), proof.get()),
                notice.transactionId(),
                proof.get().verifiedBy());
    }
}
