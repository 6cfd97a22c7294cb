package io.waymark.console.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.NewCookie;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Cookies, all for the pages alone and out of reach of scripts. They go with links from elsewhere, or a link in a message
 * would lead to the form for signing in; what changes anything is asked by forms, which bring a token besides.
 */
final class CookieHandler {

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CookieHandler() {}

    /** An identifier that nobody can guess. */
    static String random() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether the browser came by https, to us or to what stands before us. */
    static boolean isSecure(RoutingContext call) {
        return call.request().isSSL() || "https".equals(call.request().getHeader("X-Forwarded-Proto"));
    }

    static NewCookie whileOpen(String name, String value, boolean isSecure) {
        return cookie(name, value, NewCookie.DEFAULT_MAX_AGE, isSecure);
    }

    static NewCookie lasting(String name, String value, Duration lasts, boolean isSecure) {
        return cookie(name, value, (int) Math.min(lasts.toSeconds(), Integer.MAX_VALUE), isSecure);
    }

    static NewCookie gone(String name, boolean isSecure) {
        return cookie(name, "", 0, isSecure);
    }

    private static NewCookie cookie(String name, String value, int seconds, boolean isSecure) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/ui")
                .maxAge(seconds)
                .httpOnly(true)
                .secure(isSecure)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }
}
