package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.Reading;

/** What a node says it is. Its code and its name may differ, and the push's state may know better than both. */
final class Kuaidi100Reading {

    /** How specific a source of the code is. {@code 0} (在途) is what Kuaidi100 writes where it knows nothing better. */
    // spotless:off
    private static final int NODE_SUB_CODE = 8, NODE_CODE = 6, NODE_NAME = 4, TOP_LEVEL = 3, DEFAULT_ZERO = 2, UNLISTED = 1, NOTHING = 0;
    // spotless:on

    private Kuaidi100Reading() {}

    /**
     * The best source; where the state is a kind of what the node says (签收, and the state 304), the state's word.
     *
     * @param code the node's {@code statusCode}
     * @param name the node's {@code status}
     * @param state the push's top-level state, which speaks of the newest node; "" on every other node
     */
    static Reading of(String code, String name, String state) {
        Reading node = better(of(code, NODE_CODE), of(name, NODE_NAME));
        return Kuaidi100Statuses.RELEASED.refines(state, node.rawCode()) && node.rank() >= NODE_NAME
                ? new Reading(node.rank() + 1, state, "")
                : better(node, of(state, TOP_LEVEL));
    }

    private static Reading of(String code, int rank) {
        if (code.isEmpty()) {
            return new Reading(NOTHING, "0", "");
        }
        if (code.equals("0") || code.equals("在途")) {
            return new Reading(DEFAULT_ZERO, code, "");
        }
        boolean placed = Kuaidi100Statuses.RELEASED.of(code, "").subStatus().isPresent();
        boolean sub = rank == NODE_CODE && code.length() >= 3;
        return new Reading(placed ? (sub ? NODE_SUB_CODE : rank) : UNLISTED, code, "");
    }

    private static Reading better(Reading first, Reading second) {
        return second.rank() > first.rank() ? second : first;
    }
}
