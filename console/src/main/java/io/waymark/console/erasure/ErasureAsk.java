package io.waymark.console.erasure;

import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * A service is asked to erase.
 *
 * @param merchantId whose registration alone; empty for all that it holds of the shipment
 * @param asked how often it has been, with this time
 * @param actor who ordered the erasure
 */
record ErasureAsk(UUID erasureId, String service, ShipmentId shipmentId, String merchantId, int asked, String actor) {

    private static final String SOURCE = "/waymark/console";

    /** The command that asks. */
    OutboxEntry<Command> entry(Instant now) {
        String id = NameBasedId.of(erasureId, "erase:" + service + ":" + shipmentId + ":" + asked)
                .toString();
        Command command = new Erasure(erasureId.toString(), shipmentId, service, merchantId).order(id, actor, now);
        return new OutboxEntry<>(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE));
    }
}
