package io.waymark.ingest;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How much the door takes, from whom, and for how long it waits. */
@ConfigMapping(prefix = "waymark.ingest")
public interface DoorConfig {

    /** How many proxies of our own every callback passes, each appending to {@code X-Forwarded-For}. */
    @WithDefault("0")
    int trustedHops();

    /** A callback must have come whole so long after its head; else the connection is closed. */
    @WithDefault("10s")
    Duration requestWithin();

    /** What one account of a sender may send, by the sender's name, e.g. {@code 500/s}. Without it there is no limit. */
    Map<String, String> rates();

    /** The status that a sender is answered when it sends more than that, by its name; 503 where it is not named. */
    Map<String, Integer> rateStatus();

    /** When the door is overloaded. */
    Overload overload();

    /** Bounds of what the door holds at one time. */
    interface Overload {

        /** Callbacks between head and answer. Beyond: 503. */
        @WithDefault("4096")
        int inFlight();

        /**
         * So many are taken however long each waits to be durable. At least the rate times the time Kafka usually takes to
         * acknowledge.
         */
        @WithDefault("256")
        int inFlightAtLeast();

        /** Bodies between head and answer, in bytes. Beyond: 503. */
        @WithDefault("64M")
        MemorySize bodies();

        /** When even the quickest callback waits longer than this to be durable, fewer are taken at one time. */
        @WithDefault("40ms")
        Duration durableIn();

        /** An event loop at work for longer than this without a look at what else waits sheds load. */
        @WithDefault("20ms")
        Duration loopDelay();
    }
}
