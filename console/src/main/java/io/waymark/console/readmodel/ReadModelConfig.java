package io.waymark.console.readmodel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Period;
import java.util.Optional;

/** How long the read model remembers, and how far it looks ahead. */
@ConfigMapping(prefix = "waymark.read-model")
public interface ReadModelConfig {

    /**
     * How long events and former states of shipments are kept; whole months go, once all of them is older. Longer answers
     * older questions, shorter spares disk. Without it they are kept for good.
     */
    Optional<Period> historyKept();

    /** For how many months after the present one partitions are made ahead. */
    @WithDefault("3")
    int monthsAhead();

    /** How many records a rebuild takes at a time. More is faster, and takes more memory. */
    @WithDefault("4000")
    int rebuildBatch();
}
