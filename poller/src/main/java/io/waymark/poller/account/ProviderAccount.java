package io.waymark.poller.account;

import io.waymark.carriers.Credentials;

/**
 * Where one provider is reached, and with what.
 *
 * @param url the base URL, without a slash at its end
 * @param credentials under the provider's own names
 */
public record ProviderAccount(String url, Credentials credentials) {}
