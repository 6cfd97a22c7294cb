package io.waymark.gateways;

import io.waymark.protocol.Refusal;
import java.util.List;
import java.util.Set;

/** One gateway's callbacks about transactions: who may be believed, and what each is answered. */
public interface NoticeProtocol {

    /** Media types the gateway sends, lower case, without parameters. Anything else is answered 415. */
    Set<String> mediaTypes();

    /** The names of all secrets that a notice may be verified with, as {@link Signers} makes them; none if no notice is believed. */
    List<String> secrets();

    /**
     * Checks the signature over the bytes as they came, and only then reads what they say. Never throws: whatever the
     * bytes are, there is a verdict. A repeat is accepted like any other.
     */
    NoticeVerdict verify(NoticeRequest request);

    /** The body, of type {@code text/plain}, that goes with HTTP 401; the gateway then sends again. */
    String rejected(Refusal reason);
}
