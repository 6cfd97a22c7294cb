package io.waymark.notifier.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How merchants' webhook endpoints are told. */
@ConfigMapping(prefix = "waymark.webhook")
public interface WebhookConfig {

    /**
     * What endpoints' keys are derived from, the newest first; the same list as at the console. Without any, messages wait.
     * While an older one is in the list, messages carry signatures by its keys too.
     */
    Optional<List<String>> masterSecrets();

    /** Whether endpoints may be at plain http, at any port and at private addresses: on one's own machine only. */
    @WithDefault("false")
    boolean allowPrivate();

    /** Attempts under way at one time in one replica. */
    @WithDefault("256")
    int parallel();

    /** Of these at one endpoint; at one that fails, one. */
    @WithDefault("4")
    int parallelPerEndpoint();

    /** Attempts that may begin in one second at one endpoint in one replica. */
    @WithDefault("50")
    int rate();

    /** So many failures one after the other pause an endpoint. */
    @WithDefault("5")
    int breakerCalls();

    /** How long a failing endpoint is left alone; then one attempt finds out whether it works again. */
    @WithDefault("PT30S")
    Duration breakerPause();

    /** Time for a connection. */
    @WithDefault("PT5S")
    Duration connectTimeout();

    /** Time for the status of an answer, and for what of its body is read, once the message is under way. */
    @WithDefault("PT15S")
    Duration timeout();

    /**
     * How long an attempt may stay without an outcome before its sender counts as gone, and the message is sent again. The
     * service does not start with one that is not longer than connect time-out and time-out together.
     */
    @WithDefault("PT60S")
    Duration lease();

    /** Waits between attempts; a tenth more at most. After the attempt that follows the last one a message is given up. */
    @WithDefault("PT5S,PT5M,PT30M,PT2H,PT5H,PT10H,PT14H,PT20H,PT24H")
    List<Duration> retries();

    /** How many times faster than {@link #retries} and {@link #breakerPause} say: for tests. */
    @WithDefault("1")
    double retrySpeed();

    /** An endpoint that has failed for so long is disabled. */
    @WithDefault("P5D")
    Duration disableAfter();

    /** How often messages are looked for that are due, besides right after a fact made one due. */
    @WithDefault("PT0.5S")
    Duration tick();

    /** How often messages to disabled endpoints are given up, what is old is deleted, and gauges are counted. */
    @WithDefault("PT10S")
    Duration sweep();

    /** How long messages are kept after they were delivered or given up. What was learnt longer ago is not told any more. */
    @WithDefault("P30D")
    Duration kept();

    /** How long a fact waits for a registration or an endpoint that is read after it. */
    @WithDefault("P2D")
    Duration factsKept();

    /**
     * How long after it was registered, or signed for, a merchant may still be told of a parcel. Longer than an order's unlocking
     * may be put off.
     */
    @WithDefault("P800D")
    Duration registrationsKept();
}
