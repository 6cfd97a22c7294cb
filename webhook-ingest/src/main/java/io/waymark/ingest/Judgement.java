package io.waymark.ingest;

import io.waymark.protocol.Refusal;
import java.util.List;
import java.util.function.Supplier;

/** What is done with a callback. */
sealed interface Judgement {

    /** What is answered, in the sender's own words. */
    CallbackReply reply();

    /**
     * It is the sender's own.
     *
     * @param account by what it was verified: who has a limit of its own
     * @param facts makes what must all be durable before it is answered, nothing if it says nothing that anybody waits for; asked
     *     once, where the account may send so much: to seal takes longer than to judge
     */
    record Accepted(String account, Supplier<List<Fact<?>>> facts, CallbackReply reply) implements Judgement {}

    /** It stays outside. */
    record Refused(Refusal reason, CallbackReply reply) implements Judgement {}
}
