package io.waymark.console.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import io.waymark.contract.ShipmentId;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Disables an endpoint of which the notifier says that it wants to be told no more, or cannot be told. One that was deleted
 * or changed meanwhile stays as it is.
 */
@ApplicationScoped
class DisableIntake implements CommandIntake {

    private final WebhookRepository webhooks;
    private final OutboxRelay relay;

    DisableIntake(WebhookRepository webhooks, OutboxRelay relay) {
        this.webhooks = webhooks;
        this.relay = relay;
    }

    @Override
    public String type() {
        return Command.DISABLE_WEBHOOK;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord command) {
        UUID endpointId = ShipmentId.parse(command.target())
                .orElseThrow(() -> new SerializationException("the command names no endpoint"))
                .value();
        long revision = revision(command);
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return webhooks.change(
                        null,
                        endpointId,
                        stored -> stored.disabled(command.command().reason(), revision, now))
                .invoke(relay::wake)
                .replaceWithVoid();
    }

    /** One that names none is by a notifier of an earlier version, and counts as of today's. */
    private static long revision(CommandRecord command) {
        JsonNode revision = command.arguments().path("revision");
        if (revision.isMissingNode()) {
            return Long.MAX_VALUE;
        }
        if (!revision.isIntegralNumber() || !revision.canConvertToLong()) {
            throw new SerializationException("the command's revision is no number");
        }
        return revision.longValue();
    }
}
