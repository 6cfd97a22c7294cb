package io.waymark.gateways;

import io.waymark.contract.ShipmentStatus;
import io.waymark.protocol.HttpCall;
import java.util.List;

/** How a gateway is asked what it has recorded. Asking changes nothing there. */
public interface Inquiry {

    /** How many transactions one call can ask for. */
    int most();

    /**
     * The call that asks.
     *
     * @param transactionIds one to {@link #most}, none twice
     */
    HttpCall ask(List<String> transactionIds, Moment moment);

    /** What the answer says. The bytes are untrusted; nothing is thrown. */
    Findings read(List<String> transactionIds, GatewayAnswer answer);

    /**
     * Our status in the gateway's words: what {@link Findings.GatewayRecord#rawStatus} is where the gateway sees the parcel
     * as we do. Several of ours can have one word.
     */
    String wordFor(ShipmentStatus status);
}
