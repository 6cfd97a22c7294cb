package io.waymark.console.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How calls with an {@code Idempotency-Key} are remembered. */
@ConfigMapping(prefix = "waymark.idempotency")
public interface IdempotencyConfig {

    /** Environment variable {@code WAYMARK_IDEMPOTENCY_KEPT}: how long the answer to a call is given again. */
    @WithDefault("PT24H")
    Duration kept();

    /** How long a repetition waits for the call that it repeats, before it is told that this is still being carried out. */
    @WithDefault("PT2S")
    Duration patience();

    /** After this long without an answer an attempt counts as dead with its process, and a repetition takes its place. */
    @WithDefault("PT1M")
    Duration lease();

    /** An answer's body with more bytes is not kept: its repetition has status and Location alone. */
    @WithDefault("65536")
    int maxBodyBytes();
}
