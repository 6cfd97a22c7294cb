package io.waymark.carriers;

import io.waymark.protocol.Refusal;
import java.util.List;
import java.util.Set;

/** One provider's callbacks: who may be believed, and what each is answered. */
public interface PushProtocol {

    /** Media types the provider sends, lower case, without parameters. Anything else is answered 415. */
    Set<String> mediaTypes();

    /** Whether it can call a path that names the shipment. If not, such a path is none of its own. */
    boolean namesShipments();

    /**
     * The names of all secrets that a callback may be verified with, as {@link io.waymark.protocol.NamedSecret} makes them;
     * none if no callback is believed.
     */
    List<String> secrets();

    /**
     * Checks the signature over the bytes as they came, and only then reads whose parcel it is. Never throws: whatever
     * the bytes are, there is a verdict. A repeat or a late callback is accepted like any other.
     */
    Verdict verify(PushRequest request);

    /** The exact body that tells the provider that we have it. */
    String accepted();

    /** The body that tells the provider that we have not; it then sends again. */
    String rejected(Refusal reason);
}
