package io.waymark.console.erasure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Erasure;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ShipmentId;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * What a service said that was asked to erase.
 *
 * @param counts how many of what, as JSON
 */
record ErasedRecord(
        UUID erasureId,
        String service,
        ShipmentId shipmentId,
        Erasure.State state,
        String detail,
        String counts,
        Instant at) {

    private static final int LONGEST = 500;
    private static final int MOST_COUNTS = 50;

    /** Fails with {@link SerializationException} if it is not whole. */
    static ErasedRecord read(CommandRecord command) {
        ObjectNode said = command.arguments();
        Instant at = command.command().issuedAt();
        return new ErasedRecord(
                id(command.target()),
                cut(said.path("service").asText()),
                ShipmentId.parse(said.path("shipmentId").asText()).orElseThrow(ErasedRecord::notWhole),
                state(said.path("state").asText()),
                cut(said.path("detail").asText()),
                counts(said.path("counts")),
                at == null ? Instant.now() : at);
    }

    private static UUID id(@Nullable String target) {
        return ShipmentId.parse(target == null ? "" : target)
                .orElseThrow(ErasedRecord::notWhole)
                .value();
    }

    private static Erasure.State state(String name) {
        return Arrays.stream(Erasure.State.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(ErasedRecord::notWhole);
    }

    /** Whole numbers alone: these are shown. */
    private static String counts(JsonNode said) {
        ObjectNode counts = JsonSerde.mapper().createObjectNode();
        said.fields().forEachRemaining(count -> {
            if (count.getValue().isIntegralNumber() && counts.size() < MOST_COUNTS) {
                counts.put(cut(count.getKey()), count.getValue().asLong());
            }
        });
        return counts.toString();
    }

    private static String cut(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST);
    }

    private static SerializationException notWhole() {
        return new SerializationException("the answer does not say which erasure, shipment or outcome");
    }
}
