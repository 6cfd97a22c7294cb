package io.waymark.poller.plan;

import io.waymark.carriers.ProviderId;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What providers allow: {@code provider-quotas.csv}, with what an operator has set otherwise. */
final class QuotaTable implements Quotas {

    private static final int CELLS = 11;
    private static final String UNLIMITED = "unlimited";

    private final Map<ProviderId, Quota> quotas;
    private final Map<ProviderId, Speed> speeds;

    private QuotaTable(Map<ProviderId, Quota> quotas, Map<ProviderId, Speed> speeds) {
        this.quotas = quotas;
        this.speeds = speeds;
    }

    /**
     * Reads a table.
     *
     * @param speeds of the providers whose parcels live faster
     * @param settings gives what an operator has set under a name such as {@code kuaidi100.rate}: one of {@code rate},
     *     {@code burst}, {@code gap}, {@code most} and {@code push-interval}
     * @throws IllegalArgumentException if it, or what the operator has set, cannot be read, or leaves out a provider
     */
    static QuotaTable of(String text, Map<ProviderId, Speed> speeds, Function<String, Optional<String>> settings) {
        Map<ProviderId, Quota> quotas = new EnumMap<>(ProviderId.class);
        for (List<String> cells : CsvRows.of(text, CELLS)) {
            Quota quota = quota(cells, settings);
            quotas.put(quota.provider(), shortened(quota, speeds.getOrDefault(quota.provider(), Speed.REAL)));
        }
        if (!quotas.keySet().containsAll(Arrays.asList(ProviderId.values()))) {
            throw new IllegalArgumentException("no quota for some provider, only for " + quotas.keySet());
        }
        return new QuotaTable(quotas, speeds);
    }

    private static Quota quota(List<String> cells, Function<String, Optional<String>> settings) {
        ProviderId provider = ProviderId.of(cells.get(0)).orElseThrow(() -> new IllegalArgumentException(cells.get(0)));
        Function<String, Optional<String>> own = name -> settings.apply(provider.code() + "." + name);
        Quota quota = new Quota(
                provider,
                own.apply("gap").map(Duration::parse).orElseGet(() -> duration(cells.get(1))),
                own.apply("most").map(Integer::valueOf).orElseGet(() -> Integer.valueOf(cells.get(2))),
                duration(cells.get(3)),
                own.apply("push-interval").map(Duration::parse).orElseGet(() -> duration(cells.get(4))),
                subscriptions(cells.get(5)),
                duration(cells.get(6)),
                duration(cells.get(7)),
                Boolean.parseBoolean(cells.get(8)),
                own.apply("rate").map(Double::valueOf).orElseGet(() -> Double.valueOf(cells.get(9))),
                own.apply("burst").map(Integer::valueOf).orElseGet(() -> Integer.valueOf(cells.get(10))));
        return checked(quota);
    }

    private static Quota checked(Quota quota) {
        boolean possible = !quota.gap().isNegative()
                && !quota.pushInterval().isNegative()
                && quota.most() >= 1
                && quota.rate() > 0
                && quota.burst() >= 1;
        if (!possible) {
            throw new IllegalArgumentException(
                    "nothing could be asked of " + quota.provider().code() + " with " + quota);
        }
        return quota;
    }

    private static Duration duration(String cell) {
        return CsvRows.said(cell).map(Duration::parse).orElse(Duration.ZERO);
    }

    private static int subscriptions(String cell) {
        return cell.equals(UNLIMITED)
                ? Integer.MAX_VALUE
                : CsvRows.said(cell).map(Integer::valueOf).orElse(0);
    }

    private static Quota shortened(Quota quota, Speed speed) {
        return new Quota(
                quota.provider(),
                speed.toReal(quota.gap()),
                quota.most(),
                speed.toReal(quota.window()),
                speed.toReal(quota.pushInterval()),
                quota.subscriptions(),
                speed.toReal(quota.subscriptionWindow()),
                speed.toReal(quota.subscribeAgainAfter()),
                quota.billsNumbers(),
                quota.rate(),
                quota.burst());
    }

    @Override
    public Quota of(ProviderId provider) {
        return Objects.requireNonNull(quotas.get(provider));
    }

    @Override
    public double speed(ProviderId provider) {
        return speeds.getOrDefault(provider, Speed.REAL).factor();
    }
}
