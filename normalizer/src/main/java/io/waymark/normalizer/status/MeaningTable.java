package io.waymark.normalizer.status;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.Meaning;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.Reading;
import io.waymark.carriers.StatusMeanings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every provider's codes mean: one {@link Mapping} of each. The store keeps codes, not meanings, so that a new table
 * is a new look at it.
 */
public final class MeaningTable {

    private static final StatusMeanings NOTHING_KNOWN =
            (code, detail) -> new Meaning(Optional.empty(), false, false, "no table");

    private static final MeaningTable RELEASED = new MeaningTable(Providers.ALL.stream()
            .map(Provider::id)
            .collect(Collectors.toMap(id -> id, Mapping::builtIn, (one, other) -> one, MeaningTable::byProvider)));

    private final Map<ProviderId, Mapping> mappings;
    private final Map<ProviderId, StatusMeanings> meanings = new EnumMap<>(ProviderId.class);

    private MeaningTable(Map<ProviderId, Mapping> mappings) {
        this.mappings = mappings;
        for (Provider provider : Providers.ALL) {
            Mapping mapping = mappings.get(provider.id());
            if (mapping != null) {
                meanings.put(provider.id(), provider.meanings(mapping));
            }
        }
    }

    private static EnumMap<ProviderId, Mapping> byProvider() {
        return new EnumMap<>(ProviderId.class);
    }

    /** By the mappings that this release brings. */
    public static MeaningTable released() {
        return RELEASED;
    }

    /**
     * With a newer mapping of one provider; this table if it is not newer.
     *
     * @throws io.waymark.carriers.MappingException if the mapping lists a code twice
     */
    public MeaningTable with(Mapping mapping) {
        if (mapping.version() <= version(mapping.provider())) {
            return this;
        }
        EnumMap<ProviderId, Mapping> newer = new EnumMap<>(mappings);
        newer.put(mapping.provider(), mapping);
        return new MeaningTable(newer);
    }

    /** Which version of a provider's mapping is in it; 0 if none. */
    public int version(ProviderId provider) {
        Mapping mapping = mappings.get(provider);
        return mapping == null ? 0 : mapping.version();
    }

    /** Which versions are in it, e.g. {@code kuaidi100 1, sto 2, thirtypost 1}. */
    public String versions() {
        return mappings.values().stream()
                .map(mapping -> mapping.provider().code() + " " + mapping.version())
                .collect(Collectors.joining(", "));
    }

    /** The mappings in it, one of each provider. */
    public Map<ProviderId, Mapping> mappings() {
        return Map.copyOf(mappings);
    }

    Meaning of(KnownScan scan) {
        Reading reading = scan.telling().reading();
        return meanings.getOrDefault(scan.provider(), NOTHING_KNOWN).of(reading.rawCode(), reading.detail());
    }
}
