package io.waymark.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An {@link Command#ERASE} as the service reads it that is to carry it out, and what it answers.
 *
 * @param id under which the console keeps what comes of it
 * @param shipmentId what of is erased
 * @param service who is to, as its consumer group is named
 */
public record Erasure(String id, ShipmentId shipmentId, String service) {

    /** What came of it. */
    public enum State {
        /** It was carried out. */
        DONE,
        /** Nothing was erased. */
        REFUSED
    }

    private static final int LONGEST_ID = 64;

    /**
     * The order in a command; empty if it is none, or for another service.
     *
     * @throws IllegalArgumentException if it names no erasure, or no shipment
     */
    public static Optional<Erasure> of(Command command, String service) {
        JsonNode arguments = command.arguments();
        if (!Command.ERASE.equals(command.type())
                || arguments == null
                || !service.equals(arguments.path("service").asText())) {
            return Optional.empty();
        }
        String id = arguments.path("erasure").asText();
        if (id.isEmpty() || id.length() > LONGEST_ID || command.target() == null) {
            throw new IllegalArgumentException("no erasure, or no shipment");
        }
        return Optional.of(new Erasure(id, ShipmentId.fromString(command.target()), service));
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
