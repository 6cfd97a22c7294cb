package io.waymark.poller.polling;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.contract.WrappedKey;
import io.waymark.poller.plan.Purpose;
import io.waymark.sealing.Sealed;
import io.waymark.sealing.Sealing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that has ended.
 *
 * @param claim what it was made for
 * @param id of the raw record that its answer becomes, however often it is tried to be stored
 * @param answer with its body sealed; null if there is none
 * @param key what opens the answer, made once with its id: an id under which a second key were filed could no longer be opened;
 *     null if there is no answer, or nothing is sealed
 * @param failure null if there is an answer
 * @param digest SHA-256 of what the provider said; null if there is none
 * @param traceparent the span of the call, with which a trace begins; null if nothing is traced
 */
record Polled(
        PollClaim claim,
        UUID id,
        @Nullable TrackingAnswer answer,
        @Nullable WrappedKey key,
        @Nullable CarrierException failure,
        byte @Nullable [] digest,
        @Nullable String traceparent) {

    static Polled answered(PollClaim claim, TrackingAnswer answer, @Nullable String traceparent, Sealing sealing) {
        UUID id = UUID.randomUUID();
        Sealed body =
                sealing.seal(answer.body(), Sealing.context(claim.watched().shipmentId(), id.toString()));
        return new Polled(
                claim,
                id,
                new TrackingAnswer(answer.contentType(), body.bytes(), answer.evidence()),
                body.key(),
                null,
                sha256(answer.body()),
                traceparent);
    }

    static Polled failed(PollClaim claim, CarrierException failure) {
        return new Polled(claim, UUID.randomUUID(), null, null, failure, null, null);
    }

    PollOutcome outcome() {
        return PollOutcome.of(failure);
    }

    /** As written in metrics: {@code success}, the error's code, or that of a call that was not made. */
    String label() {
        return failure == null
                ? "success"
                : outcome() == PollOutcome.NOT_OPENED
                        ? failure.code()
                        : failure.error().code();
    }

    /** The provider's own code for what went wrong; "" if nothing did. */
    String code() {
        return failure == null ? "" : failure.code();
    }

    /** Whether the provider said something else than the last time. */
    boolean isNew() {
        return digest != null && !Arrays.equals(digest, claim.watched().answerDigest());
    }

    /** Whether it may end a silence: news that come of it were missed before. */
    boolean mayHeal() {
        return claim.purpose() == Purpose.SILENCE && isNew();
    }

    /** Whether the provider does not serve the account. */
    boolean isOfAccount() {
        return failure != null && failure.error().action() == CarrierError.Action.PAUSE_ACCOUNT;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Without the answer: it holds personal data. */
    @Override
    public String toString() {
        return "Polled[" + claim + ", " + label() + "]";
    }
}
