package io.waymark.console.transfer;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How files with shipments are taken and worked off. */
@ConfigMapping(prefix = "waymark.import")
interface ImportConfig {

    /** Environment variable {@code WAYMARK_IMPORT_MAX_BYTES}: what one file may have. */
    @WithDefault("512M")
    MemorySize maxBytes();

    /** Environment variable {@code WAYMARK_IMPORT_OPEN}: how many imports of a merchant may be under way. */
    @WithDefault("10")
    int open();

    /** Environment variable {@code WAYMARK_IMPORT_KEPT}: for how long after its end is told what became of an import. */
    @WithDefault("P30D")
    Duration kept();

    /** How many lines are registered in a transaction, at most. */
    @WithDefault("500")
    int batch();

    /** How long one import is worked at before it is another's turn. */
    @WithDefault("PT10S")
    Duration turn();

    /** After this long without a sign of life its turn, or its call, counts as dead with its process. */
    @WithDefault("PT30S")
    Duration lease();

    /**
     * Environment variable {@code WAYMARK_IMPORT_OUTBOX}: while so many records wait to be sent to Kafka no more are added, so
     * that what is registered by calls is not held up for long.
     */
    @WithDefault("5000")
    int outbox();

    /** Of how many lines that were not registered is kept why. */
    @WithDefault("100000")
    int errors();
}
