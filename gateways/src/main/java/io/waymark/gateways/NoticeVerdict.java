package io.waymark.gateways;

import io.waymark.contract.Payment;
import io.waymark.protocol.Refusal;
import java.util.List;

/** Whether a callback may be believed. A bad callback is not our failure, so it is a value and no exception. */
public sealed interface NoticeVerdict {

    /**
     * The callback is the gateway's own.
     *
     * @param payments what it says about transactions; none if it is about something else
     * @param answer the exact body, of type {@code text/plain}, that tells the gateway that we have it
     * @param verifiedBy the name of the secret that matched, one of {@link NoticeProtocol#secrets}
     */
    record Accepted(List<Payment> payments, String answer, String verifiedBy) implements NoticeVerdict {
        public Accepted {
            payments = List.copyOf(payments);
        }
    }

    /** The callback stays outside. */
    record Rejected(Refusal reason) implements NoticeVerdict {}
}
