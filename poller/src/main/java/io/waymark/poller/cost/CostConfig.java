package io.waymark.poller.cost;

import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;

/**
 * Settings of what may be spent, read at start, which fails if one of them cannot be read:
 *
 * <ul>
 *   <li>{@code waymark.cost.<provider>.budget}: numbers in a calendar month; without it nothing is stopped
 *   <li>{@code waymark.cost.<provider>.reserve-percent}, 10: kept back for payments whose deadline is near
 *   <li>{@code waymark.cost.zone}, Asia/Shanghai: whose calendar counts
 *   <li>{@code waymark.cost.bills-on}, subscribe,query: calls for which a number is billed
 *   <li>{@code waymark.cost.every}, 30s: how often the metrics are counted
 * </ul>
 */
@ApplicationScoped
class CostConfig {

    private static final String PREFIX = "waymark.cost.";
    private static final int RESERVE_PERCENT = 10;

    private final Map<ProviderId, Budget> budgets = new EnumMap<>(ProviderId.class);
    private final ZoneId zone;
    private final List<String> billsOn;

    CostConfig(Config config) {
        this.zone =
                ZoneId.of(config.getOptionalValue(PREFIX + "zone", String.class).orElse("Asia/Shanghai"));
        this.billsOn = Arrays.asList(config.getOptionalValue(PREFIX + "bills-on", String[].class)
                .orElse(new String[] {"subscribe", "query"}));
        for (ProviderId provider : ProviderId.values()) {
            String own = PREFIX + provider.code();
            budgets.put(
                    provider,
                    new Budget(
                            config.getOptionalValue(own + ".budget", Long.class).orElse(null),
                            config.getOptionalValue(own + ".reserve-percent", Integer.class)
                                    .orElse(RESERVE_PERCENT)));
        }
    }

    Budget budget(ProviderId provider) {
        return Objects.requireNonNull(budgets.get(provider));
    }

    /** Whose calendar months and days count. */
    ZoneId zone() {
        return zone;
    }

    /** Whether a number is billed by calls of that kind, {@code subscribe} or {@code query}. */
    boolean isBilledFor(String cause) {
        return billsOn.contains(cause);
    }
}
