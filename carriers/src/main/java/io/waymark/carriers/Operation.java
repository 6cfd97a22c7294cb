package io.waymark.carriers;

import io.waymark.protocol.HttpCall;
import java.time.Instant;

/**
 * One thing that one provider can be asked to do: describes the call and reads the answer; sends nothing.
 *
 * @param <Q> what is asked
 * @param <A> what is learnt
 */
public interface Operation<Q, A> {

    /**
     * The call to send. The same request at the same time always gives the same call.
     *
     * @param now when it is sent, for signatures that carry time: a call must not wait after it was made
     * @throws InvalidFieldException if the provider would not take the request; it must not be sent then
     * @throws CarrierException if it is known without asking what the answer would be
     */
    HttpCall ask(Q request, Instant now);

    /**
     * What the provider said to it.
     *
     * @param request the one that the answer belongs to
     * @throws CarrierException for every answer that does not bring what was asked for, also one that cannot be read
     */
    A read(Q request, HttpAnswer answer);
}
