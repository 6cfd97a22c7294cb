package io.waymark.api.access;

import java.util.Set;

/** What an API key may be allowed. */
public final class Scopes {

    /** Register shipments and bind settlements. */
    public static final String REGISTER = "register";

    /** Read what belongs to the key's merchant. */
    public static final String READ = "read";

    /** Do what staff does: see shipments that nobody registered, order retries. */
    public static final String OPERATE = "operate";

    /** All there are; what a key from the configuration may do. */
    public static final Set<String> ALL = Set.of(REGISTER, READ, OPERATE);

    private Scopes() {}
}
