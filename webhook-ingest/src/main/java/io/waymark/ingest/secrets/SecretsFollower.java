package io.waymark.ingest.secrets;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Follows a directory: what two looks in a row find alike, and what is not in use yet, is put to use. So a file that is just
 * being written is not taken for what it shall become. Used by one thread.
 */
public final class SecretsFollower {

    private final SecretsDirectory directory;
    private final Consumer<SecretFiles> user;
    private SecretFiles inUse;
    private SecretFiles seen;

    /**
     * @param inUse what was read at the start
     * @param user puts other secrets to use, or throws an unchecked exception and goes on with those it has
     */
    public SecretsFollower(SecretsDirectory directory, SecretFiles inUse, Consumer<SecretFiles> user) {
        this.directory = directory;
        this.user = user;
        this.inUse = inUse;
        this.seen = inUse;
    }

    /**
     * Looks once.
     *
     * @return whether other secrets are in use from now on
     * @throws IOException as of {@link SecretsDirectory#read}; what is in use stays so, as after an exception of the user's
     */
    public boolean look() throws IOException {
        SecretFiles found = directory.read();
        boolean settled = found.equals(seen);
        seen = found;
        if (!settled || found.equals(inUse)) {
            return false;
        }
        user.accept(found);
        inUse = found;
        return true;
    }
}
