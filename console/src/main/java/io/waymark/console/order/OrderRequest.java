package io.waymark.console.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.Texts;
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
 * @param idempotencyKey by which the caller knows the order again; null if it named none
 */
public record OrderRequest(
        String type, UUID target, String reason, ObjectNode arguments, @Nullable String idempotencyKey) {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int MAX_KEY = 255;

    public OrderRequest {
        if (idempotencyKey != null && !isKey(idempotencyKey)) {
            throw ProblemException.of(
                    ProblemType.MALFORMED, IDEMPOTENCY_KEY, "must have 1 to " + MAX_KEY + " printable characters");
        }
    }

    /** An order about a settlement. */
    public static OrderRequest of(
            SettlementOrder order, UUID settlementId, String reason, @Nullable String idempotencyKey) {
        return new OrderRequest(
                order.type(), settlementId, reason, JsonSerde.mapper().createObjectNode(), idempotencyKey);
    }

    /** The command's id: the same for all that the caller gives under one key, else a new one each time. */
    UUID commandId(Caller caller) {
        return idempotencyKey == null
                ? UUID.randomUUID()
                : NameBasedId.of(NameBasedId.WAYMARK, "command:" + idempotencyKey + "\n" + caller.merchantId());
    }

    private static boolean isKey(String text) {
        return !text.isBlank() && text.length() <= MAX_KEY && Texts.isPrintable(text);
    }
}
