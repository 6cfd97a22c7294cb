package io.waymark.console.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.access.Caller;
import io.waymark.console.idempotency.IdempotencyHandler.Idempotent;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as it was given.
 *
 * @param type of the command
 * @param target what it is about
 * @param reason why; empty if not said
 * @param arguments what else the type needs; an empty object if nothing
 * @param idempotencyKey by which the caller knows the order again, as {@link Idempotent} lets it pass; null if it named none
 */
public record OrderRequest(
        String type, UUID target, String reason, ObjectNode arguments, @Nullable String idempotencyKey) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** An order about a settlement. */
    public static OrderRequest of(
            SettlementOrder order, UUID settlementId, String reason, @Nullable String idempotencyKey) {
        return new OrderRequest(
                order.type(), settlementId, reason, JsonSerde.mapper().createObjectNode(), idempotencyKey);
    }

    /** The command's id: the same for all that the caller gives under one key, else a new one each time. */
    UUID commandId(Caller caller) {
        return idempotencyKey == null ? UUID.randomUUID() : commandId(caller, idempotencyKey);
    }

    /** The id of what the caller gives under a key. */
    static UUID commandId(Caller caller, String idempotencyKey) {
        return NameBasedId.of(NameBasedId.WAYMARK, "command:" + idempotencyKey + "\n" + caller.merchantId());
    }
}
