package io.waymark.notifier.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A payment gateway that takes proof of delivery. It describes calls and reads answers; it makes no call, reads no
 * clock and keeps no state.
 *
 * <p>An upload that is repeated must not take effect twice: after a time-out it is sent again.
 */
public interface Gateway {

    /** The name in registrations and metrics, e.g. {@code onerway}. */
    String id();

    /** How long after the transaction the gateway wants the proof; empty if it does not say. */
    Optional<Duration> deadline();

    /**
     * The call that uploads, or why none can be made.
     *
     * @param now the time of sending: signatures that carry a time are made for it
     */
    Preparation prepare(Upload upload, Instant now);

    /**
     * What an answer means. The bytes are untrusted: anything that is not understood is
     * {@link Reaction#UNKNOWN_CODE}, and nothing is thrown.
     *
     * @param upload what was sent
     * @param httpStatus of the answer
     * @param body as received, bounded by {@link GatewayClient#MAX_ANSWER_BYTES}
     */
    Answer read(Upload upload, int httpStatus, byte[] body);
}
