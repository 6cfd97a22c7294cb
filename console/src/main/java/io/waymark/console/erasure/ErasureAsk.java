package io.waymark.console.erasure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.CloudEvent;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxEntry;
import java.time.Instant;
import java.util.UUID;

/**
 * A service is asked to erase.
 *
 * @param asked how often it has been, with this time
 * @param actor who ordered the erasure
 */
record ErasureAsk(UUID erasureId, String service, ShipmentId shipmentId, int asked, String actor) {

    private static final String SOURCE = "/waymark/console";
    private static final String TYPE = "waymark.command.v1";

    /** The command that asks. */
    OutboxEntry<Command> entry(Instant now) {
        ObjectNode arguments =
                JsonSerde.mapper().createObjectNode().put("service", service).put("erasure", erasureId.toString());
        String target = shipmentId.toString();
        String id = NameBasedId.of(erasureId, "erase:" + service + ":" + target + ":" + asked)
                .toString();
        Command command = new Command(id, Command.ERASE, target, actor, "", "", now, arguments);
        return new OutboxEntry<>(Topics.COMMANDS, target, command, CloudEvent.of(id, SOURCE, TYPE, target, now));
    }
}
