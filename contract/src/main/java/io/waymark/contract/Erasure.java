package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link Command#ERASE} or {@link Command#ERASE_REGISTRATION}: how it is ordered, how the service reads it that is to carry it out,
 * and what it answers.
 *
 * @param id under which the console keeps what comes of it
 * @param shipmentId what of is erased
 * @param service who is to, as its consumer group is named
 * @param merchantId whose registration alone is erased; empty for all that is held of the shipment
 */
public record Erasure(String id, ShipmentId shipmentId, String service, String merchantId) {

    /** What came of it. */
    public enum State {
        /** It was carried out. */
        DONE,
        /** Nothing was erased. */
        REFUSED
    }

    private static final int LONGEST_ID = 64;

    /** Of all that is held of the shipment. */
    public Erasure(String id, ShipmentId shipmentId, String service) {
        this(id, shipmentId, service, "");
    }

    /**
     * The order in a command; empty if it is none, or for another service.
     *
     * @throws IllegalArgumentException if it names no erasure, no shipment or, where it is about a registration, no merchant
     */
    public static Optional<Erasure> of(Command command, String service) {
        JsonNode arguments = command.arguments();
        boolean isOfShipment = Command.ERASE.equals(command.type());
        if (!isOfShipment && !Command.ERASE_REGISTRATION.equals(command.type())
                || arguments == null
                || !service.equals(arguments.path("service").asText())) {
            return Optional.empty();
        }
        String id = arguments.path("erasure").asText();
        String merchantId = isOfShipment || command.merchantId() == null ? "" : command.merchantId();
        if (id.isEmpty() || id.length() > LONGEST_ID || command.target() == null) {
            throw new IllegalArgumentException("no erasure, or no shipment");
        }
        if (!isOfShipment && merchantId.isEmpty()) {
            throw new IllegalArgumentException("no merchant whose registration is erased");
        }
        return Optional.of(new Erasure(id, ShipmentId.fromString(command.target()), service, merchantId));
    }

    /** Whether all that is held of the shipment goes, not one merchant's registration alone. */
    public boolean isOfShipment() {
        return merchantId.isEmpty();
    }

    /**
     * The order to carry it out.
     *
     * @param commandId the order's own: another one each time that it is given
     * @param actor who ordered the erasure
     */
    public Command order(String commandId, String actor, Instant at) {
        ObjectNode arguments =
                JsonSerde.mapper().createObjectNode().put("service", service).put("erasure", id);
        String type = isOfShipment() ? Command.ERASE : Command.ERASE_REGISTRATION;
        return new Command(commandId, type, shipmentId.toString(), actor, merchantId, "", at, arguments);
    }

    /**
     * What the service tells the console. However often it is told, it has one id.
     *
     * @param actor the service's name
     * @param detail in words; may be empty
     * @param counts how many of what were erased, by name
     */
    public Command answer(String actor, State state, String detail, Map<String, Long> counts, Instant at) {
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        arguments.put("service", service);
        arguments.put("shipmentId", shipmentId.toString());
        arguments.put("state", state.name());
        arguments.put("detail", detail);
        ObjectNode counted = arguments.putObject("counts");
        counts.forEach(counted::put);
        String name = "erased:" + id + ":" + service + ":" + shipmentId;
        return new Command(
                NameBasedId.of(NameBasedId.WAYMARK, name).toString(), Command.ERASED, id, actor, "", "", at, arguments);
    }
}
