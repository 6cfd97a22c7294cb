package io.waymark.console.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What the table holds of a call that was made before.
 *
 * @param status of the answer; null while there is none yet
 * @param location header of the answer; null if it had none
 * @param body of the answer, sealed; null if it had none, or one too large to keep
 */
record KeptAnswer(String bodyDigest, @Nullable Integer status, @Nullable String location, byte @Nullable [] body) {

    boolean isOf(KeyedCall call) {
        return bodyDigest.equals(call.bodyDigest());
    }
}
