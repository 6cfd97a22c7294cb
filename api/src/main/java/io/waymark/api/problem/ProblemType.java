package io.waymark.api.problem;

import java.util.Arrays;

/** Every kind of error answer. */
public enum ProblemType {
    // spotless:off
    MALFORMED(400, "malformed-request", "The request cannot be read"),
    UNAUTHENTICATED(401, "unauthenticated", "A valid API key is needed"),
    FORBIDDEN(403, "forbidden", "The API key does not allow this"),
    NOT_FOUND(404, "not-found", "There is nothing here"),
    METHOD_NOT_ALLOWED(405, "method-not-allowed", "The method is not supported here"),
    NOT_ACCEPTABLE(406, "not-acceptable", "There is no answer in a form that the client accepts"),
    CONFLICT(409, "conflict", "The request contradicts what is stored"),
    SETTLEMENT_OPEN(409, "settlement-open", "A settlement of it is open"),
    ERASED(409, "erased", "It was erased"),
    TOO_LARGE(413, "too-large", "The request is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The content type is not supported here"),
    INVALID(422, "invalid-fields", "Some fields are not valid"),
    CARRIER_REFUSES(422, "carrier-refuses", "The carrier does not accept this"),
    TOO_MANY_CALLS(429, "too-many-calls", "More calls than the caller may make in this time"),
    INTERNAL(500, "internal-error", "Something went wrong on our side"),
    ACCOUNT_REFUSED(502, "account-refused", "The carrier does not serve our account"),
    UNAVAILABLE(503, "unavailable", "The service cannot answer at the moment"),
    CARRIER_UNAVAILABLE(503, "carrier-unavailable", "The carrier cannot answer at the moment");
    // spotless:on

    private static final String PREFIX = "urn:waymark:problem:";

    private final int status;
    private final String name;
    private final String title;

    ProblemType(int status, String name, String title) {
        this.status = status;
        this.name = name;
        this.title = title;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Identifies the kind for programs; stable. */
    public String uri() {
        return PREFIX + name;
    }

    /** Names the kind for people; the same for all problems of the kind. */
    public String title() {
        return title;
    }

    /** The kind that stands for an HTTP status: the status' own, or the most general one of its class. */
    static ProblemType ofStatus(int status) {
        return Arrays.stream(values())
                .filter(type -> type.status == status)
                .findFirst()
                .orElse(status >= 500 ? INTERNAL : MALFORMED);
    }
}
