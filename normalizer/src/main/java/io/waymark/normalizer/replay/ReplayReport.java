package io.waymark.normalizer.replay;

import io.waymark.contract.ReplayFindings;
import io.waymark.contract.ReplayFindings.Counts;
import io.waymark.contract.Settlement;
import io.waymark.contract.ShipmentId;
import io.waymark.normalizer.status.Shadow.Comparison;
import io.waymark.normalizer.status.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What another mapping would change, over all shipments. Keeps what differs and no more. */
public final class ReplayReport {

    /** More are named by the text alone. */
    private static final int MOST_RULES = 200;

    private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    private final int mostExamples;
    private final Map<ShipmentId, Boolean> payability = new HashMap<>();
    private final Map<String, Rule> rules = new TreeMap<>();
    private final Map<Claim, Integer> money = new TreeMap<>();
    private long shipments;
    private long stubs;
    private long erased;
    private long events;
    private Counts all = NONE;

    /** @param mostExamples how many shipments are named of each rule */
    public ReplayReport(int mostExamples) {
        this.mostExamples = mostExamples;
    }

    private static Counts with(Counts counts, Comparison found) {
        return new Counts(
                counts.shipments() + 1,
                counts.status() + (found.isOtherStatus() ? 1 : 0),
                counts.delivery() + (found.isOtherDelivery() ? 1 : 0),
                counts.gained() + (found.isOtherPayability() && found.then().payable() ? 1 : 0),
                counts.lost() + (found.isOtherPayability() && found.now().payable() ? 1 : 0));
    }

    private record Rule(Counts counts, List<String> examples) {}

    /** Settlements that could, or could no longer, be claimed. */
    private record Claim(String gateway, String state, boolean then) implements Comparable<Claim> {

        @Override
        public int compareTo(Claim other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return gateway + "  " + state + "  " + (then ? "could be claimed" : "could no longer be claimed");
        }
    }

    /** Counts one shipment, whether or not anything about it differs. */
    public void shipment(boolean stub) {
        shipments++;
        stubs += stub ? 1 : 0;
    }

    /** Counts one that was erased, and is left out of all else. */
    public void erased() {
        erased++;
    }

    /** Counts what differs about one shipment. Each is given once. */
    public void add(Comparison found) {
        events += found.events();
        if (!found.isDifferent()) {
            return;
        }
        all = with(all, found);
        if (found.isOtherPayability()) {
            payability.put(found.shipmentId(), found.then().payable());
        }
        Collection<String> causes = found.rules().isEmpty() ? List.of("several scans together") : found.rules();
        causes.forEach(rule -> rules.merge(rule, first(found), this::both));
    }

    private Rule first(Comparison found) {
        return new Rule(with(NONE, found), List.of(example(found)));
    }

    private Rule both(Rule known, Rule one) {
        List<String> examples = new ArrayList<>(known.examples());
        if (examples.size() < mostExamples) {
            examples.addAll(one.examples());
        }
        Counts a = known.counts();
        Counts b = one.counts();
        return new Rule(
                new Counts(
                        a.shipments() + b.shipments(),
                        a.status() + b.status(),
                        a.delivery() + b.delivery(),
                        a.gained() + b.gained(),
                        a.lost() + b.lost()),
                examples);
    }

    private static String example(Comparison found) {
        return found.number() + "  " + found.shipmentId() + "  " + words(found.now()) + " -> " + words(found.then());
    }

    private static String words(Standing standing) {
        return standing.status() + "/" + standing.subStatus()
                + (standing.deliveredAt() == null ? "" : " at " + standing.deliveredAt())
                + (standing.payable() ? " payable" : "");
    }

    /** Whether settlements of that shipment matter to the report, so that the ledger need not be kept whole. */
    public boolean concerns(ShipmentId shipment) {
        return payability.containsKey(shipment);
    }

    /** Counts the settlements of the shipments whose payability would change, as they stand. */
    public void money(Iterable<Settlement> settlements) {
        settlements.forEach(settlement -> {
            Boolean then = payability.get(settlement.shipmentId());
            if (then != null) {
                money.merge(new Claim(settlement.gateway(), settlement.state().name(), then), 1, Integer::sum);
            }
        });
    }

    /**
     * The report, for a person.
     *
     * @param now versions in use
     * @param then versions tried
     */
    public String text(String now, String then) {
        StringBuilder text = new StringBuilder();
        line(text, "%d shipments, of which %d kept as stubs that no mapping changes", shipments, stubs);
        if (erased > 0) {
            line(text, "%d besides were erased: skipped", erased);
        }
        line(text, "in use  %s", now);
        line(text, "tried   %s", then);
        line(text, "");
        line(text, "%d shipments would change", all.shipments());
        counts(text, all);
        line(text, "%d events would be published", events);
        line(text, "");
        line(text, "by rule%s", rules.isEmpty() ? ": none" : "");
        rules.forEach((name, rule) -> {
            line(text, "  %s: %d shipments", name, rule.counts().shipments());
            counts(text, rule.counts());
            rule.examples().forEach(example -> line(text, "    e.g. %s", example));
        });
        line(text, "");
        line(text, "settlements of those shipments%s", money.isEmpty() ? ": none" : "");
        money.forEach((what, number) -> line(text, "  %s: %d", what, number));
        return text.toString();
    }

    /**
     * The report, for the console.
     *
     * @param now versions in use
     * @param then versions tried
     */
    public ReplayFindings findings(String now, String then) {
        return new ReplayFindings(
                now,
                then,
                shipments,
                stubs,
                events,
                all,
                rules.entrySet().stream()
                        .map(rule -> new ReplayFindings.Rule(
                                rule.getKey(),
                                rule.getValue().counts(),
                                rule.getValue().examples()))
                        .sorted(Comparator.comparing(rule -> -rule.counts().shipments()))
                        .limit(MOST_RULES)
                        .toList(),
                money.entrySet().stream()
                        .map(claim -> new ReplayFindings.Money(
                                claim.getKey().gateway(),
                                claim.getKey().state(),
                                claim.getKey().then(),
                                claim.getValue()))
                        .toList());
    }

    private static void counts(StringBuilder text, Counts counts) {
        line(text, "    status %d, deliveredAt %d", counts.status(), counts.delivery());
        line(text, "    settlement eligibility: gained %d, lost %d", counts.gained(), counts.lost());
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(format, values)).append('\n');
    }
}
