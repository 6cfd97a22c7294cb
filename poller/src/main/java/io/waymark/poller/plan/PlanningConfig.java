package io.waymark.poller.plan;

import static java.util.stream.Collectors.toMap;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.poller.account.ProviderSettingsConfig;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/** Puts the planner together from tables and settings; the service does not start with rules that cannot be read. */
@ApplicationScoped
class PlanningConfig {

    private final RulesConfig rules;
    private final Quotas quotas;
    private final IntervalTable intervals;

    PlanningConfig(RulesConfig rules, ProviderSettingsConfig settings, Config config) {
        this.rules = rules;
        Map<ProviderId, Speed> speeds = Providers.ALL.stream()
                .collect(toMap(Provider::id, one -> Speed.of(rules.speed(), addresses(one, settings.of(one)))));
        this.quotas = QuotaTable.of(
                CsvRows.packed("provider-quotas.csv"),
                speeds,
                name -> config.getOptionalValue("waymark.pace." + name, String.class));
        this.intervals = IntervalTable.of(
                rules.rulesFile().map(PlanningConfig::read).orElseGet(() -> CsvRows.packed("polling-rules.csv")));
    }

    /** Everywhere the provider is asked; without any it is not. */
    private static List<String> addresses(Provider provider, Settings settings) {
        return provider.settings().stream()
                .map(Setting::name)
                .filter(name -> name.equals("url") || name.endsWith("-url"))
                .flatMap(name -> settings.newest(name).stream())
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("WAYMARK_POLLING_RULES_FILE", e);
        }
    }

    void tell(@Observes StartupEvent event, ProviderSettingsConfig settings) {
        for (Provider provider : Providers.ALL) {
            boolean asked = !addresses(provider, settings.of(provider)).isEmpty();
            if (asked && quotas.speed(provider.id()) != rules.speed()) {
                Log.errorf(
                        "provider is no sandbox and asked at its real speed provider=%s speed=%s",
                        provider.id().code(), rules.speed());
            }
        }
    }

    @Produces
    @ApplicationScoped
    Quotas quotas() {
        return quotas;
    }

    @Produces
    @ApplicationScoped
    Planner planner(SilenceScheduler silences, RetryConfig retry, HealingConfig healing) {
        StopRules stops = new StopRules(
                rules.stop().terminal(), rules.stop().noEvents(), rules.stop().notFound());
        return new PollPlanner(
                new PollPlanner.Rules(
                        intervals,
                        DeadlineTable.of(CsvRows.packed("deadline-rules.csv")),
                        stops,
                        quotas,
                        new RetrySchedule(retry.base()),
                        healing.pushOnly()),
                silences::newest);
    }
}
