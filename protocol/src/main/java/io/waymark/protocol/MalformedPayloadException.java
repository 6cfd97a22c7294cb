package io.waymark.protocol;

/** Bytes that cannot be read as what they claim to be. A person looks at them; sending them again would not help. */
public final class MalformedPayloadException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String detail;

    /** @param detail what is wrong, in our words: never the payload, names or numbers */
    public MalformedPayloadException(String detail) {
        super(detail);
        this.detail = detail;
    }

    /** What is wrong, in our words. */
    public String detail() {
        return detail;
    }
}
