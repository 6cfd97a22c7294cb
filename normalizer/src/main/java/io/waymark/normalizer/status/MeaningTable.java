package io.waymark.normalizer.status;

import io.waymark.carriers.Meaning;
import io.waymark.carriers.Provider;
import io.waymark.carriers.ProviderId;
import io.waymark.carriers.Providers;
import io.waymark.carriers.Reading;
import io.waymark.carriers.StatusMeanings;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What every provider's codes mean. The store keeps codes, not meanings, so that a new table is a new look at it. */
final class MeaningTable {

    private static final StatusMeanings NOTHING_KNOWN =
            (code, detail) -> new Meaning(Optional.empty(), false, false, "no table");

    private final Map<ProviderId, StatusMeanings> meanings = new EnumMap<>(ProviderId.class);

    MeaningTable() {
        for (Provider provider : Providers.ALL) {
            meanings.put(provider.id(), provider.meanings());
        }
    }

    Meaning of(KnownScan scan) {
        Reading reading = scan.telling().reading();
        return meanings.getOrDefault(scan.provider(), NOTHING_KNOWN).of(reading.rawCode(), reading.detail());
    }
}
