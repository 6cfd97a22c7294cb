package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A push read as a tree, which is slower and the measure. */
final class MessageTree {

    private MessageTree() {}

    static Kuaidi100Message message(JsonNode push) {
        return new Kuaidi100Message(
                text(push, "status"),
                text(push, "message"),
                text(push, "autoCheck"),
                text(push, "comOld"),
                text(push, "comNew"),
                history(push.path("lastResult")),
                Optional.of(push.path("destResult")).filter(JsonNode::isObject).map(MessageTree::history));
    }

    private static Kuaidi100History history(JsonNode result) {
        return new Kuaidi100History(
                text(result, "com"), text(result, "nu"), text(result, "state"), nodes(result.path("data")));
    }

    private static Kuaidi100Nodes nodes(JsonNode data) {
        boolean nothing = data.isMissingNode()
                || data.isNull()
                || data.isTextual() && data.asText().isBlank();
        if (nothing) {
            return Kuaidi100Nodes.NONE;
        }
        if (!data.isArray()) {
            return new Kuaidi100Nodes(List.of(), "data is no list");
        }
        List<Optional<Kuaidi100Node>> nodes = new ArrayList<>();
        for (int i = 0; i < Math.min(data.size(), 512); i++) {
            nodes.add(Optional.of(data.get(i)).filter(JsonNode::isObject).map(MessageTree::node));
        }
        return new Kuaidi100Nodes(nodes, data.size() > 512 ? "more nodes than a history can have" : "");
    }

    private static Kuaidi100Node node(JsonNode node) {
        return new Kuaidi100Node(
                text(node, "ftime"),
                text(node, "time"),
                text(node, "context"),
                text(node, "statusCode"),
                text(node, "status"),
                text(node, "areaName"),
                text(node, "location"),
                text(node, "areaCode"));
    }
}
