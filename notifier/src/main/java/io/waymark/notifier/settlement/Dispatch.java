package io.waymark.notifier.settlement;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.contract.SettlementAttempt;
import io.waymark.gateways.Upload;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.protocol.HttpCall;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that the ledger has committed to and that is to be made now.
 *
 * @param kind what for
 * @param attempt of an upload its number, from 1; of an inquiry the number of the upload that it is about
 * @param upload what is to be told, or was
 * @param traceparent the span in which the evidence was taken; null if it was not traced
 * @param requestDigest hex SHA-256 of the exact body or, where a call has none, of its URL
 */
record Dispatch(
        UUID settlementId,
        SettlementAttempt.Kind kind,
        int attempt,
        AccountName account,
        Upload upload,
        HttpCall call,
        @Nullable String traceparent,
        String requestDigest) {

    static String digest(HttpCall call) {
        try {
            byte[] said = call.body().length > 0 ? call.body() : call.url().getBytes(UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(said));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
