package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.access.Scopes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form by which a key is made.
 *
 * @param action where it is sent to
 * @param own what the viewer may do, and may let others do
 * @param form what was typed
 */
public record KeyForm(String action, List<String> own, Form form) {

    private static final String MIDNIGHT_IN_CHINA = "T00:00:00+08:00";

    static KeyForm of(String action, Set<String> own, Form form) {
        return new KeyForm(action, own.stream().sorted().toList(), form);
    }

    /** Whether it asks whose the key will be. */
    public boolean isForOthers() {
        return action.equals(MerchantPageResource.PATH);
    }

    /** Whether it is ticked: what was picked or, at first, what most keys need. */
    public boolean isTicked(String scope) {
        return form.isRefused() ? form.has("scope", scope) : !scope.equals(Scopes.OPERATE);
    }

    /** What was sent, as the API is asked for a key. A day ends where China's does. */
    static ObjectNode asked(
            @Nullable String merchantId, @Nullable String name, List<String> scopes, @Nullable String day) {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("name", name);
        if (merchantId != null) {
            asked.put("merchantId", merchantId);
        }
        scopes.forEach(asked.withArray("scopes")::add);
        if (day != null && !day.isBlank()) {
            asked.put("expiresAt", day.strip() + MIDNIGHT_IN_CHINA);
        }
        return asked;
    }
}
