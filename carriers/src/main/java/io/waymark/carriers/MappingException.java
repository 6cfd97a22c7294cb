package io.waymark.carriers;

/** A mapping file that cannot be trusted; names the line and says why, and nothing of it is used. */
public final class MappingException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param line in the file, from 1
     * @param reason in our words
     */
    public MappingException(int line, String reason) {
        super("line " + line + ": " + reason);
    }
}
