package io.waymark.console.track;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a merchant puts into its own pages so that they may show the tracking page of its parcels. No secret, and it opens
 * nothing else.
 *
 * @param trackingKey the key itself, by which it is known too
 * @param merchantId whose parcels
 * @param name what it is for, in the merchant's words
 * @param origins of the pages that may show it, e.g. {@code https://shop.example}
 * @param createdBy which of the merchant's API keys, or which person
 */
public record TrackingKey(
        String trackingKey, String merchantId, String name, List<String> origins, Instant createdAt, String createdBy) {

    /** Random bytes in a key: not to be guessed, though it need not be secret. */
    static final int RANDOM_BYTES = 16;

    private static final String PREFIX = "wmt_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "[\\w-]{22}");

    /** Stands in a header of the page as it is, so nothing else may pass. */
    private static final Pattern ORIGIN = Pattern.compile(
            "https://[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::[0-9]{1,5})?|http://localhost(?::[0-9]{1,5})?");

    private static final int MAX_NAME = 64;
    private static final int MAX_ORIGINS = 20;
    private static final int MAX_ORIGIN = 270;

    /** Whether a text can be a key at all. */
    static boolean isKey(@Nullable String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /**
     * Reads a body.
     *
     * @param random for the key
     * @throws ProblemException with 422 naming every field at fault
     */
    static TrackingKey parse(ObjectNode body, Caller caller, byte[] random, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        String name = fields.requiredText("name", MAX_NAME);
        List<String> origins = origins(fields, errors);
        fields.refuseUnknown();
        if (name == null || !errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        String key = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new TrackingKey(key, caller.merchantId(), name, origins, now, caller.name());
    }

    private static List<String> origins(FieldReader fields, List<FieldError> errors) {
        int before = errors.size();
        List<String> written = fields.texts("origins", MAX_ORIGINS, MAX_ORIGIN);
        if (written == null && errors.size() == before) {
            fields.refuse("origins", "must name at least one");
        }
        if (written == null) {
            return List.of();
        }
        List<String> origins =
                written.stream().map(origin -> origin.toLowerCase(Locale.ROOT)).toList();
        for (int i = 0; i < origins.size(); i++) {
            if (!ORIGIN.matcher(origins.get(i)).matches()) {
                fields.refuse(
                        "origins[" + i + "]",
                        "must be https:// and a host, e.g. https://shop.example, or http://localhost, without a path");
            }
        }
        return origins.stream().distinct().toList();
    }
}
