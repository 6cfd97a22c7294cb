package io.waymark.carriers;

import java.util.regex.Pattern;

/** A call to a provider that did not bring what it was made for. */
public final class CarrierException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Pattern UNEXPECTED = Pattern.compile("[^A-Za-z0-9_.-]");
    private static final int LONGEST_CODE = 32;

    private final CarrierError error;
    private final String code;

    /**
     * A failed call.
     *
     * @param code the provider's own code, {@code http-<status>}, or a word of ours; "" if there is none. It may come
     *     from outside: all but letters, digits and {@code _.-} is replaced, and it is cut after 32 characters
     */
    public CarrierException(CarrierError error, String code) {
        super(error + " code=" + clean(code));
        this.error = error;
        this.code = clean(code);
    }

    /** What went wrong, and with it what to do. */
    public CarrierError error() {
        return error;
    }

    /** The provider's own code or our word for it; safe to log and to store. */
    public String code() {
        return code;
    }

    private static String clean(String code) {
        String cut = code.length() > LONGEST_CODE ? code.substring(0, LONGEST_CODE) : code;
        return UNEXPECTED.matcher(cut).replaceAll("?");
    }
}
