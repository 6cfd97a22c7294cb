package io.waymark.carriers.sto.article;

import io.waymark.carriers.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;

/**
 * What both directions of the dialect need.
 *
 * @param signature the way in which both sides sign
 * @param secret that they sign with
 * @param window how far a webhook's own time may be from ours
 */
record ArticleAccount(ArticleSignature signature, String secret, Duration window) {

    /** Empty unless the dialect is enabled, has a secret, and signing and window are words that we know. */
    static Optional<ArticleAccount> of(Settings settings) {
        if (!settings.isOn("article-enabled")) {
            return Optional.empty();
        }
        return settings.having("article-secret", "article-signing", "article-window")
                .flatMap(known -> ArticleSignature.of(known.value("article-signing"))
                        .flatMap(signature -> window(known.value("article-window"))
                                .map(window -> new ArticleAccount(signature, known.value("article-secret"), window))));
    }

    private static Optional<Duration> window(String text) {
        try {
            return Optional.of(Duration.parse(text)).filter(window -> !window.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ArticleAccount[" + signature + ", window=" + window + "]";
    }
}
