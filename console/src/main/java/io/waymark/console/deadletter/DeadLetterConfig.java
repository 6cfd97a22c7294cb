package io.waymark.console.deadletter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long it is told what did not get through: as long as the topics hold it. */
@ConfigMapping(prefix = "waymark.dead-letters")
public interface DeadLetterConfig {

    /** Environment variable {@code WAYMARK_DEAD_LETTERS_KEPT}: how long dead letters are, from the record's own time. */
    @WithDefault("P90D")
    Duration kept();

    /** Environment variable {@code WAYMARK_DEAD_LETTERS_REJECTIONS_KEPT}: how long refused callbacks are. */
    @WithDefault("P30D")
    Duration rejectionsKept();
}
