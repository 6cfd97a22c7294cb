package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waymark.api.access.Caller;
import io.waymark.api.access.KeyHash;
import io.waymark.api.access.Scopes;
import io.waymark.console.track.Language;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, and how.
 *
 * @param caller on whose behalf; null before signing in
 * @param scopes what the caller may do
 * @param place path and query of the page
 * @param session the identifier of the session or, before signing in, of the visit; proves that a form is ours
 * @param isStaff whether the caller runs the installation
 */
public record Viewer(
        @Nullable Caller caller,
        Set<String> scopes,
        Language language,
        Theme theme,
        String place,
        String session,
        boolean isStaff) {

    /** What a form must bring. Follows from the session, which no other site knows, and tells nothing of it. */
    public String token() {
        return token(session);
    }

    private static String token(String session) {
        return KeyHash.of("form\n" + session);
    }

    /** Whether what a form brought is of that session. */
    static boolean isOwnForm(String session, @Nullable String brought) {
        return brought != null
                && MessageDigest.isEqual(brought.getBytes(UTF_8), token(session).getBytes(UTF_8));
    }

    /** Whether the viewer gives orders. */
    public boolean mayOperate() {
        return scopes.contains(Scopes.OPERATE);
    }

    /** Whether the viewer registers shipments. */
    public boolean mayRegister() {
        return scopes.contains(Scopes.REGISTER);
    }

    /** On whose behalf; only for pages that demand a scope. */
    Caller who() {
        return Objects.requireNonNull(caller, "nobody is signed in");
    }

    /** Whose parcels are shown. */
    public String merchant() {
        return caller == null ? "" : caller.merchantId();
    }

    /** Whether something is another merchant's, so that it should be said whose. */
    public boolean isOthers(String merchantId) {
        return !merchant().equals(merchantId);
    }

    /** By which key the viewer signed in, as audits name it. */
    public String keyId() {
        return caller == null ? "" : caller.name().substring(caller.merchantId().length() + 1);
    }

    /** A part of the console that the viewer may go to. */
    public record Part(String path, String text, boolean isHere) {}

    /** The parts of the console that the viewer may go to. */
    public List<Part> parts() {
        String here = Places.within(place.replaceFirst("[?].*", ""));
        return Places.PARTS.stream()
                .filter(part -> part.scope().equals(Places.STAFF) ? isStaff : scopes.contains(part.scope()))
                .map(part -> new Part(part.path(), part.text(), part.holds(here)))
                .toList();
    }

    /** The languages there are. */
    public List<Language> languages() {
        return List.of(Language.values());
    }

    /** The themes there are. */
    public List<Theme> themes() {
        return List.of(Theme.values());
    }

    /** This page, as a query parameter. */
    public String back() {
        return URLEncoder.encode(place, UTF_8);
    }
}
