package io.waymark.gateways;

import java.util.Optional;

/** One merchant's account at a gateway. Immutable; keeps no state and reads no clock. */
public interface GatewayAccount {

    /** The gateway's own number of it, as in its notices. */
    String number();

    /** The call that uploads, or why none can be made. */
    Preparation prepare(Upload upload, Moment moment);

    /**
     * What the answer to an upload means. The bytes are untrusted: anything that is not understood is {@link
     * Reaction#UNKNOWN_CODE}, and nothing is thrown.
     *
     * @param upload what was sent
     */
    Answer read(Upload upload, GatewayAnswer answer);

    /**
     * How the gateway is asked for its own record of uploads. Empty if it cannot be asked: an upload whose outcome is not
     * known is then sent again, which such a gateway must recognise as a repeat.
     */
    Optional<Inquiry> inquiry();
}
