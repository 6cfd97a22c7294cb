package io.waymark.carriers.sto.article;

import io.waymark.protocol.NamedSecret;
import io.waymark.protocol.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What both directions of the dialect need.
 *
 * @param signature the way in which both sides sign
 * @param secrets that they sign with, newest first: calls with the newest, webhooks with any
 * @param window how far a webhook's own time may be from ours
 */
record ArticleAccount(ArticleSignature signature, List<NamedSecret> secrets, Duration window) {

    /**
     * Empty unless the dialect is enabled and has a secret.
     *
     * @throws IllegalStateException if signing or window is no word that we know; names it
     */
    static Optional<ArticleAccount> of(Settings settings) {
        if (!settings.isOn("article-enabled")) {
            return Optional.empty();
        }
        return settings.having("article-secret", "article-signing", "article-window")
                .map(known -> new ArticleAccount(
                        signature(known.value("article-signing")),
                        NamedSecret.all("article-secret", known.all("article-secret")),
                        window(known.value("article-window"))));
    }

    /** What calls are signed with. */
    String newestSecret() {
        return secrets.get(0).value();
    }

    private static ArticleSignature signature(String word) {
        return ArticleSignature.of(word)
                .orElseThrow(() ->
                        new IllegalStateException("waymark.sto.article-signing is not concatenated or query-string"));
    }

    private static Duration window(String text) {
        try {
            Duration window = Duration.parse(text);
            if (!window.isNegative()) {
                return window;
            }
        } catch (DateTimeException e) {
            // as below
        }
        throw new IllegalStateException("waymark.sto.article-window is no duration such as PT10M");
    }
}
