package io.waymark.notifier.settlement;

import io.waymark.gateways.Upload;
import io.waymark.notifier.gateway.AccountName;
import io.waymark.protocol.HttpCall;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An attempt that the ledger has committed to and that is to be made now.
 *
 * @param attempt its number, from 1
 * @param requestDigest hex SHA-256 of the exact body
 */
record Dispatch(
        UUID settlementId, int attempt, AccountName account, Upload upload, HttpCall call, String requestDigest) {

    static String digest(HttpCall call) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(call.body()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
