package io.waymark.poller.account;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The account at Kuaidi100. Without any one of these the poller runs and its subscriptions wait. */
@ConfigMapping(prefix = "waymark.kuaidi100")
public interface Kuaidi100Config {

    /** Base URL to which {@code /poll} is appended, e.g. {@code https://poll.kuaidi100.com}. No default. */
    Optional<String> url();

    /** The account's key (授权码). No default. */
    Optional<String> key();

    /** Of which the salt of each shipment's pushes is derived; comma-separated, newest first. No default. */
    Optional<List<String>> masterSecrets();

    /**
     * Where webhook-ingest is reached from outside, e.g. {@code http://hooks.example.com}. Kuaidi100 calls plain http
     * unless it has enabled https for the account. No default.
     */
    Optional<String> callbackBase();
}
