package io.waymark.console.access;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.access.Caller;
import io.waymark.api.access.Scopes;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A key that an operator wants.
 *
 * @param merchantId whose it will be
 * @param name what it is for, in the operator's words
 * @param scopes what it will be allowed; never more than its maker
 * @param expiresAt from when on it will not work; null for never
 */
public record KeyRequest(String merchantId, String name, Set<String> scopes, @Nullable Instant expiresAt) {

    private static final int MAX_NAME = 64;
    private static final int MAX_SCOPE = 16;

    /** The form of a merchant's name. */
    static final String MERCHANT = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    /**
     * Reads a body.
     *
     * @param own the caller's scopes
     * @throws ProblemException with 422 naming every field at fault
     */
    public static KeyRequest parse(ObjectNode body, Caller caller, Set<String> own, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        String name = fields.requiredText("name", MAX_NAME);
        String merchant = merchant(fields, caller);
        Set<String> scopes = scopes(fields, own);
        Instant expiresAt = expiresAt(fields, now);
        fields.refuseUnknown();
        if (name == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return new KeyRequest(merchant, name, scopes, expiresAt);
    }

    private static String merchant(FieldReader fields, Caller caller) {
        String named = fields.text("merchantId", MAX_NAME);
        if (named == null || named.equals(caller.merchantId())) {
            return caller.merchantId();
        }
        if (!caller.isStaff()) {
            fields.refuse("merchantId", "must be your own");
        } else if (!named.matches(MERCHANT)) {
            fields.refuse("merchantId", "must be letters and digits, with dots, hyphens and underscores between them");
        }
        return named;
    }

    private static Set<String> scopes(FieldReader fields, Set<String> own) {
        List<String> named = fields.texts("scopes", Scopes.ALL.size(), MAX_SCOPE);
        if (named == null) {
            fields.refuse("scopes", "must be one or more of " + new TreeSet<>(own));
            return Set.of();
        }
        for (int i = 0; i < named.size(); i++) {
            if (!own.contains(named.get(i))) {
                fields.refuse("scopes[" + i + "]", "must be one of " + new TreeSet<>(own) + ", which are your own");
            }
        }
        return Set.copyOf(named);
    }

    private static @Nullable Instant expiresAt(FieldReader fields, Instant now) {
        OffsetDateTime time = fields.time("expiresAt");
        if (time != null && !time.toInstant().isAfter(now)) {
            fields.refuse("expiresAt", "must be in the future");
        }
        return time == null ? null : time.toInstant();
    }
}
