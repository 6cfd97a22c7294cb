package io.waymark.normalizer;

import io.waymark.carriers.LocalTimes;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/** Every provider's parser, reading times without a zone in {@code waymark.<provider>.zone}. */
@ApplicationScoped
class ParsersConfig {

    private final Map<ProviderId, PayloadParser> parsers;

    /** A zone that is none stops the start, with the setting's name. */
    ParsersConfig(Config config) {
        this.parsers = parsers(
                provider -> config.getOptionalValue("waymark." + provider.id().code() + ".zone", String.class)
                        .map(zone -> zone(provider, zone))
                        .orElse(LocalTimes.CHINA));
    }

    /** With every time meant in China. */
    static Map<ProviderId, PayloadParser> usual() {
        return parsers(provider -> LocalTimes.CHINA);
    }

    Map<ProviderId, PayloadParser> parsers() {
        return parsers;
    }

    private static Map<ProviderId, PayloadParser> parsers(Function<Provider, ZoneId> zones) {
        Map<ProviderId, PayloadParser> parsers = new EnumMap<>(ProviderId.class);
        Providers.ALL.forEach(provider -> parsers.put(provider.id(), provider.parser(zones.apply(provider))));
        return parsers;
    }

    private static ZoneId zone(Provider provider, String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new IllegalStateException("waymark." + provider.id().code() + ".zone is no time zone", e);
        }
    }
}
