package io.waymark.console.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.contract.WebhookType;
import io.waymark.webhooks.EndpointUrl;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant says of an endpoint; null where it says nothing.
 *
 * @param types empty for all
 */
record WebhookRequest(
        @Nullable String url, @Nullable Set<String> types, @Nullable Boolean enabled, @Nullable String description) {

    private static final int MAX_TYPE = 64;
    private static final int MAX_DESCRIPTION = 200;

    private static final List<String> CODES =
            Arrays.stream(WebhookType.values()).map(WebhookType::code).toList();

    /** Of a new endpoint, which has a URL. Fails with 422 naming every field at fault. */
    static WebhookRequest ofNew(ObjectNode body, boolean anywhere) {
        return read(body, anywhere, true);
    }

    /** Of what is to be changed. */
    static WebhookRequest ofChange(ObjectNode body, boolean anywhere) {
        return read(body, anywhere, false);
    }

    private static WebhookRequest read(ObjectNode body, boolean anywhere, boolean isNew) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        WebhookRequest request = new WebhookRequest(
                url(fields, anywhere, isNew), types(fields), fields.truth("enabled"), description(fields));
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return request;
    }

    private static @Nullable String url(FieldReader fields, boolean anywhere, boolean isNew) {
        String url = isNew ? fields.requiredText("url", EndpointUrl.LONGEST) : fields.text("url", EndpointUrl.LONGEST);
        return url == null
                ? null
                : EndpointUrl.problemOf(url, anywhere)
                        .map(problem -> fields.<String>refuse("url", problem))
                        .orElse(url);
    }

    /** An empty list says something: all of them. */
    private static @Nullable Set<String> types(FieldReader fields) {
        List<String> named = fields.texts("types", CODES.size(), MAX_TYPE);
        if (named == null) {
            return fields.has("types") ? Set.of() : null;
        }
        for (int i = 0; i < named.size(); i++) {
            if (!CODES.contains(named.get(i))) {
                fields.refuse("types[" + i + "]", "must be one of " + CODES);
            }
        }
        return new TreeSet<>(named);
    }

    /** A blank one takes away what was there. */
    private static @Nullable String description(FieldReader fields) {
        String text = fields.text("description", MAX_DESCRIPTION);
        return text == null && fields.has("description") ? "" : text;
    }
}
