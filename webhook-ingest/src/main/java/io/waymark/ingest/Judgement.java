package io.waymark.ingest;

import io.waymark.protocol.Refusal;
import java.util.List;

/** What is done with a callback. */
sealed interface Judgement {

    /** What is answered, in the sender's own words. */
    CallbackReply reply();

    /**
     * It is the sender's own.
     *
     * @param account by what it was verified: who has a limit of its own
     * @param facts must all be durable before it is answered; none if it says nothing that anybody waits for
     */
    record Accepted(String account, List<Fact<?>> facts, CallbackReply reply) implements Judgement {
        public Accepted {
            facts = List.copyOf(facts);
        }
    }

    /** It stays outside. */
    record Refused(Refusal reason, CallbackReply reply) implements Judgement {}
}
