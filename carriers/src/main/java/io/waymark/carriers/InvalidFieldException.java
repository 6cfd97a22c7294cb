package io.waymark.carriers;

/** A request that a provider would refuse, found before it was sent. */
public final class InvalidFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final String reason;

    /**
     * @param field as the caller of our API names it, e.g. {@code options.branch}
     * @param reason what would be right, in our words: never the value
     */
    public InvalidFieldException(String field, String reason) {
        super(field + ": " + reason);
        this.field = field;
        this.reason = reason;
    }

    /** The field that is wrong or missing, e.g. {@code receiver.phone}. */
    public String field() {
        return field;
    }

    /** What would be right. */
    public String reason() {
        return reason;
    }
}
