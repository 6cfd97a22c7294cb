package io.waymark.poller.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of every call to a provider. */
@ConfigMapping(prefix = "waymark.calls")
public interface CarrierCallsConfig {

    /** How long a connection may take to come about; after it the call counts as failed. */
    @WithDefault("PT3S")
    Duration connectTimeout();

    /** How long the whole answer may take from the sending of the request; after it the outcome is unknown. */
    @WithDefault("PT10S")
    Duration answerTimeout();

    /** Bytes of an answer's body; a longer one is dropped and counts as malformed. */
    @WithDefault("1048576")
    int maxAnswerBytes();
}
