package io.waymark.contract;

import java.util.List;

/**
 * What other mappings, or another parser, would change, over all shipments: the arguments of {@link Command#REPORT_REPLAY}. Nothing is
 * changed by it.
 *
 * @param now what is in use: the mappings' versions, or the live application's id
 * @param then what was tried
 * @param shipments how many were looked at
 * @param stubs of them those kept as stubs, which nothing changes
 * @param events how many events would be published
 * @param all shipments that would change
 * @param rules the same by the rule that would change them, those first that change most
 * @param money settlements of shipments whose payability would change, as they stand
 */
public record ReplayFindings(
        String now,
        String then,
        long shipments,
        long stubs,
        long events,
        Counts all,
        List<Rule> rules,
        List<Money> money) {

    /**
     * How many shipments differ.
     *
     * @param shipments in anything of the following
     * @param status in status
     * @param delivery in the time of delivery
     * @param gained a payment could be claimed that cannot now
     * @param lost a payment could not be claimed any more
     */
    public record Counts(int shipments, int status, int delivery, int gained, int lost) {}

    /**
     * What one rule would change.
     *
     * @param examples some of the shipments, in words
     */
    public record Rule(String name, Counts counts, List<String> examples) {}

    /**
     * How many settlements of a gateway's, in a state.
     *
     * @param claimable whether they could be claimed then, and cannot now; or the other way round
     */
    public record Money(String gateway, String state, boolean claimable, int settlements) {}
}
