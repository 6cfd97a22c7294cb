package io.waymark.normalizer.redrive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.NameBasedId;
import io.waymark.contract.OffsetRanges;
import java.time.Instant;

/** What the console is told of dead letters that are put back. */
final class Tidings {

    private static final String ACTOR = "redrive";

    private Tidings() {}

    /**
     * That these lie where they came from again.
     *
     * @param order which had it done; {@link Command#REDRIVE} for the command line
     */
    static Command redriven(String order, String topic, int partition, OffsetRanges offsets, Instant now) {
        ObjectNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("topic", topic)
                .put("partition", partition)
                .put("offsets", offsets.toString());
        String what = order + ":redriven:" + topic + "-" + partition + "@" + offsets;
        return command(what, Command.DEAD_LETTERS_REDRIVEN, order, now, arguments);
    }

    /** What came of an order. */
    static Command answer(String order, boolean isDone, String detail, Instant now) {
        ObjectNode arguments = JsonSerde.mapper()
                .createObjectNode()
                .put("state", isDone ? "DONE" : "REFUSED")
                .put("detail", detail);
        return command(order + ":answer", Command.ANSWER_COMMAND, order, now, arguments);
    }

    private static Command command(String what, String type, String order, Instant now, ObjectNode arguments) {
        String id = NameBasedId.of(NameBasedId.WAYMARK, what).toString();
        return new Command(id, type, order, ACTOR, "", "", now, arguments);
    }
}
