package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * What an operator or a service asks of another service: the value of {@link Topics#COMMANDS}. Carrying one out twice
 * has the effect of carrying it out once.
 *
 * @param id the order's own id; its outcome is found under it
 * @param type what is asked, e.g. {@link #REGISTER_SHIPMENT}; a service ignores types that are not for it
 * @param target the id of what it is about; the Kafka key
 * @param actor who asked: a key's name, a person or a service
 * @param merchantId for which merchant; empty for the operator
 * @param reason the actor's words, for the audit; may be empty
 * @param issuedAt when it was asked
 * @param arguments what else the type needs; an empty object if nothing
 */
public record Command(
        String id,
        String type,
        String target,
        String actor,
        String merchantId,
        String reason,
        Instant issuedAt,
        JsonNode arguments) {

    /**
     * Asks the console to register a shipment for a merchant, as that merchant's own {@code POST /v1/shipments} would.
     * {@code target} is the shipment's id, {@code merchantId} is not empty, {@code arguments} is that call's body.
     */
    public static final String REGISTER_SHIPMENT = "shipment.register";

    /** Arguments and reasons may hold personal data, which stays out of logs. */
    @Override
    public String toString() {
        return "Command[id=" + id + ", type=" + type + ", target=" + target + "]";
    }
}
