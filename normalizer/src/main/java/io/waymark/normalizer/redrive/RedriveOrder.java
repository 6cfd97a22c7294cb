package io.waymark.normalizer.redrive;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.Command;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * Which dead letters are to be put back.
 *
 * @param id of the order
 */
record RedriveOrder(String id, List<Part> parts) {

    private static final String LETTERS = "dlq." + Topics.NORMALIZER_GROUP + ".";

    /** Those of one partition; {@code source} is the topic that they came from. */
    record Part(String topic, int partition, OffsetRanges offsets, String source) {}

    /**
     * Reads an order.
     *
     * @throws IllegalArgumentException if it is none that can be carried out; says why
     */
    static RedriveOrder of(Command command) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode letters : command.arguments().path("letters")) {
            String topic = letters.path("topic").asText();
            String source = topic.startsWith(LETTERS) ? topic.substring(LETTERS.length()) : "";
            if (!Topics.isRedrivable(Topics.NORMALIZER_GROUP, source)) {
                throw new IllegalArgumentException("these dead letters cannot be put back");
            }
            int partition = letters.path("partition").asInt(-1);
            OffsetRanges offsets = OffsetRanges.parse(letters.path("offsets").asText());
            if (partition < 0 || offsets.size() == 0) {
                throw new IllegalArgumentException("the order names no dead letters");
            }
            parts.add(new Part(topic, partition, offsets, source));
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("the order names no dead letters");
        }
        return new RedriveOrder(command.id(), List.copyOf(parts));
    }
}
