package io.waymark.notifier.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import java.util.List;

/** What merchants are told of a settlement: where it stands, without its history. */
final class SettlementData {

    /** The history, which may be long, and where evidence came from, which is ours. */
    private static final List<String> LEFT_OUT = List.of("changes", "attemptLog", "evidence");

    private SettlementData() {}

    static String of(Settlement settlement) {
        ObjectNode data = JsonSerde.mapper().valueToTree(settlement);
        return data.remove(LEFT_OUT).toString();
    }
}
