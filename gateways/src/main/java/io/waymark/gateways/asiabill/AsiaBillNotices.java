package io.waymark.gateways.asiabill;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.Payment;
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
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * AsiaBill's webhooks about transactions: a JSON object signed as {@link AsiaBillSignature} says, over its very bytes and
 * the headers {@code gateway-no, request-id, request-time, version}. Delivered up to fifteen times within 17 hours, until
 * the answer is {@code success}. Nothing is told of parcels.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/webhook/gai-shu">AsiaBill, webhooks</a> (read 2026-11-22)
 */
final class AsiaBillNotices implements NoticeProtocol {

    /** The setting that says how far a notice's time may be from ours. */
    static final String NOTICE_WINDOW = "notice-window";

    private static final String SIGN_INFO = "sign-info";
    private static final String GATEWAY_NO = "gateway-no";
    private static final String REQUEST_TIME = "request-time";
    private static final List<String> SIGNED = List.of(GATEWAY_NO, "request-id", REQUEST_TIME, "version");

    private final Signers signers;
    private final Optional<Duration> window;

    /** Throws {@link java.time.format.DateTimeParseException} for a window that is no duration. */
    AsiaBillNotices(List<Settings> accounts) {
        signers = new Signers(accounts, AsiaBill.GATEWAY_NO, AsiaBill.SIGN_KEY);
        window = accounts.stream()
                .flatMap(account -> account.newest(NOTICE_WINDOW).stream())
                .findFirst()
                .map(Duration::parse);
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
        Optional<String> claimed = request.header(SIGN_INFO);
        Optional<String> gatewayNo = request.header(GATEWAY_NO);
        if (claimed.isEmpty() || gatewayNo.isEmpty()) {
            return new Rejected(Refusal.MISSING_FIELD);
        }
        return signers.prove(
                        request,
                        gatewayNo.get(),
                        key -> AsiaBillSignature.matches(signature(request, key), claimed.get()))
                .map(proof -> read(request, proof))
                .orElseGet(() -> new Rejected(Refusal.BAD_SIGNATURE));
    }

    private static String signature(NoticeRequest request, String key) {
        Map<String, String> signed = new HashMap<>();
        SIGNED.forEach(name -> request.header(name).ifPresent(value -> signed.put(name, value)));
        return AsiaBillSignature.of(key, signed, request.body());
    }

    private NoticeVerdict read(NoticeRequest request, Payment.Proof proof) {
        try {
            if (window.isPresent() && !isWithin(window.get(), request)) {
                return new Rejected(Refusal.STALE);
            }
            AsiaBillNotice notice = AsiaBillNotice.of(JsonFields.of(new String(request.body(), UTF_8)));
            return new Accepted(notice.payments(request.receivedAt(), proof), "success", proof.verifiedBy());
        } catch (MalformedPayloadException e) {
            return new Rejected(Refusal.MALFORMED);
        }
    }

    private static boolean isWithin(Duration window, NoticeRequest request) {
        try {
            Instant sent = Instant.ofEpochMilli(
                    Long.parseLong(request.header(REQUEST_TIME).orElse("")));
            return Duration.between(sent, request.receivedAt()).abs().compareTo(window) <= 0;
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return false;
        }
    }
}
