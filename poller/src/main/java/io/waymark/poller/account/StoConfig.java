package io.waymark.poller.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The account at STO. Without any one of these the poller runs and its subscriptions wait. */
@ConfigMapping(prefix = "waymark.sto")
public interface StoConfig {

    /** Base URL to which {@link #path} is appended, e.g. {@code https://cloudinter-linkgateway.sto.cn}. No default. */
    Optional<String> url();

    /** The gateway's path. */
    @WithDefault("/gateway/link.do")
    String path();

    /** Our key at the gateway ({@code from_appkey}). No default. */
    Optional<String> appKey();

    /** Our code at the gateway ({@code from_code}). No default. */
    Optional<String> appCode();

    /** Secrets that calls and pushes are signed with; comma-separated, newest first. No default. */
    Optional<List<String>> secrets();
}
