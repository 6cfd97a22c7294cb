package io.waymark.notifier.settlement;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What each gateway asks of each payment method: the rows of {@code settlement-policy.csv}. */
final class PolicyTable {

    /** Any method that has no row of its own. */
    static final String ANY_OTHER = "*";

    /** The method of a registration that names none. */
    static final String UNNAMED = "";

    /** @param method in upper case, or {@link #ANY_OTHER}, or {@link #UNNAMED} */
    record Key(String gateway, String method) {}

    private final Map<Key, PaymentRule> rules;

    /** Throws {@link IllegalArgumentException} for a table without rows. */
    PolicyTable(Map<Key, PaymentRule> rules) {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("a policy has at least one row");
        }
        this.rules = Map.copyOf(rules);
    }

    /** This table with the rows of another in place of those for the same gateway and method. */
    PolicyTable overriddenBy(PolicyTable other) {
        Map<Key, PaymentRule> all = new HashMap<>(rules);
        all.putAll(other.rules);
        return new PolicyTable(all);
    }

    /**
     * The strictest of what applies: the rule of the method that the merchant registered, and those of methods of which
     * the gateway told. Notices name the method unsigned, so they make it stricter or change nothing.
     *
     * @param registered null if the merchant named no method
     */
    PaymentRule ruleOf(String gateway, @Nullable String registered, Set<String> told) {
        return Stream.concat(
                        Stream.of(registered == null ? UNNAMED : normal(registered)),
                        told.stream().map(PolicyTable::normal))
                .map(method -> ruleOf(gateway, method))
                .min(PaymentRule.STRICTEST)
                .orElseThrow();
    }

    private PaymentRule ruleOf(String gateway, String method) {
        return Stream.of(method, method.isEmpty() ? UNNAMED : ANY_OTHER)
                .flatMap(named -> Stream.ofNullable(rules.get(new Key(gateway, named))))
                .findFirst()
                .orElseGet(() -> strictestOf(gateway));
    }

    /** A gateway without rows is held to the strictest of all. */
    private PaymentRule strictestOf(String gateway) {
        List<PaymentRule> own = rules.entrySet().stream()
                .filter(row -> row.getKey().gateway().equals(gateway))
                .map(Map.Entry::getValue)
                .toList();
        return Optional.of(own).filter(some -> !some.isEmpty()).orElseGet(() -> List.copyOf(rules.values())).stream()
                .min(PaymentRule.STRICTEST)
                .orElseThrow();
    }

    private static String normal(String method) {
        return method.strip().toUpperCase(Locale.ROOT);
    }
}
