package io.waymark.notifier.gateway.onerway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/** Access to Onerway. While URL, merchant number or secret is missing, its settlements are held. */
@ConfigMapping(prefix = "waymark.onerway")
public interface OnerwayConfig {

    /** Base URL, e.g. {@code https://acq.onerway.com}; the path is appended to it. */
    Optional<String> url();

    /** Path of the upload. Onerway gives it to its merchants and does not publish it. */
    @WithDefault("/v1/txn/logistics")
    String logisticsPath();

    /** Onerway's number of the merchant. */
    Optional<String> merchantNo();

    /** Signs every request. */
    Optional<String> secret();

    /** Codes that mean "I have that already", besides 20000. None is documented. */
    Optional<Set<String>> duplicateCodes();

    /** All of it, where nothing is missing. */
    default Optional<OnerwaySettings> settings() {
        if (url().isEmpty() || merchantNo().isEmpty() || secret().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new OnerwaySettings(
                URI.create(url().get().replaceAll("/+$", "") + logisticsPath()),
                merchantNo().get(),
                secret().get(),
                duplicateCodes().orElse(Set.of())));
    }
}
