package io.waymark.notifier.settlement;

import io.waymark.contract.Evidence;
import io.waymark.contract.Goods;
import io.waymark.contract.SubStatus;
import io.waymark.notifier.settlement.PaymentRule.Milestone;
import io.waymark.notifier.settlement.PolicyTable.Key;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads policies: CSV with the columns of {@code settlement-policy.csv}, where lines that start with {@code #} are
 * comments. A file with anything that it does not understand is refused as a whole, with the number of the line.
 */
final class PolicyParser {

    private static final List<String> COLUMNS = List.of(
            "gateway",
            "paymentMethod",
            "proof",
            "subStatuses",
            "evidence",
            "hold",
            "goods",
            "instalments",
            "needsFinalPayment",
            "deadline");

    private static final String ALL = "*";
    private static final String DEFAULT = "default";
    private static final String NONE = "-";
    private static final Map<String, Boolean> YES_OR_NO = Map.of("yes", true, "no", false);

    private final Set<SubStatus> subStatuses;
    private final Set<Evidence> evidence;
    private final Duration hold;

    /**
     * @param subStatuses what {@code default} is in that column
     * @param evidence what {@code default} is in that column
     * @param hold what {@code default} is in that column
     */
    PolicyParser(Set<SubStatus> subStatuses, Set<Evidence> evidence, Duration hold) {
        this.subStatuses = Set.copyOf(subStatuses);
        this.evidence = Set.copyOf(evidence);
        this.hold = hold;
    }

    /** @param file its name, for errors; they are {@link IllegalArgumentException}s */
    PolicyTable parse(String file, String csv) {
        Map<Key, PaymentRule> rules = new HashMap<>();
        boolean begun = false;
        int number = 0;
        for (String line : csv.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            try {
                List<String> cells =
                        Stream.of(line.split(",", -1)).map(String::strip).toList();
                if (begun) {
                    add(rules, cells);
                } else {
                    require(cells.equals(COLUMNS), "the columns are " + String.join(",", COLUMNS));
                    begun = true;
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw new IllegalArgumentException(file + " line " + number + ": " + e.getMessage(), e);
            }
        }
        require(!rules.isEmpty(), file + ": a policy has at least one row");
        return new PolicyTable(rules);
    }

    private void add(Map<Key, PaymentRule> rules, List<String> cells) {
        require(cells.size() == COLUMNS.size(), COLUMNS.size() + " cells are needed, there are " + cells.size());
        Key key = new Key(cells.get(0), cells.get(1).toUpperCase(Locale.ROOT));
        require(!key.gateway().isEmpty(), "no gateway");
        require(rules.put(key, rule(cells)) == null, key.gateway() + " and its method have a row already");
    }

    private PaymentRule rule(List<String> cells) {
        Milestone proof = one(Milestone.class, cells.get(2));
        PaymentRule rule = new PaymentRule(
                proof,
                cells.get(3).equals(DEFAULT) ? subStatuses : some(SubStatus.class, cells.get(3), proof.subStatuses()),
                cells.get(4).equals(DEFAULT) ? evidence : some(Evidence.class, cells.get(4), evidenceOf(proof)),
                cells.get(5).equals(DEFAULT) ? hold : Duration.parse(cells.get(5)),
                some(Goods.class, cells.get(6), EnumSet.allOf(Goods.class)),
                yesOrNo(cells.get(7)),
                yesOrNo(cells.get(8)),
                cells.get(9).equals(NONE) ? null : Duration.parse(cells.get(9)));
        requireAllOf(proof.subStatuses(), rule.subStatuses(), proof);
        requireAllOf(evidenceOf(proof), rule.evidence(), proof);
        require(!rule.hold().isNegative(), "a hold is not negative");
        return rule;
    }

    /** What was read out of free text alone never shows that a customer has a parcel. */
    private static Set<Evidence> evidenceOf(Milestone proof) {
        return proof == Milestone.DELIVERY
                ? EnumSet.complementOf(EnumSet.of(Evidence.TEXT))
                : EnumSet.allOf(Evidence.class);
    }

    private static <E extends Enum<E>> Set<E> some(Class<E> type, String cell, Set<E> all) {
        return cell.equals(ALL)
                ? all
                : Stream.of(cell.split(" +")).map(name -> one(type, name)).collect(Collectors.toUnmodifiableSet());
    }

    private static <E extends Enum<E>> E one(Class<E> type, String name) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> value.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"" + name + "\" is no " + type.getSimpleName()));
    }

    private static boolean yesOrNo(String cell) {
        Boolean value = YES_OR_NO.get(cell);
        if (value == null) {
            throw new IllegalArgumentException("\"" + cell + "\" is neither yes nor no");
        }
        return value;
    }

    private static <E extends Enum<E>> void requireAllOf(Set<E> possible, Set<E> wanted, Milestone proof) {
        for (E value : wanted) {
            require(possible.contains(value), value + " proves no " + proof);
        }
    }

    private static void require(boolean met, String problem) {
        if (!met) {
            throw new IllegalArgumentException(problem);
        }
    }
}
