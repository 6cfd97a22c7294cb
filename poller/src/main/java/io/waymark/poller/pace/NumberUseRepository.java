package io.waymark.poller.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What was done with each number, whichever shipment it was for: table {@code number_use}. Keeps to the provider's limits
 * per number. Every method works in the caller's transaction, after {@link PaceRepository#lock}, and fails if PostgreSQL
 * is away.
 */
@ApplicationScoped
public class NumberUseRepository {

    /**
     * Notes that numbers are about to be queried, where the provider's gap and window allow it.
     *
     * @return those that must not be queried, each with how long to wait
     */
    public Uni<Map<NumberKey, Duration>> ask(SqlConnection c, ProviderId provider, List<NumberKey> wanted) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /**
     * Notes that numbers are about to be subscribed, where the provider's limit allows it.
     *
     * @return those that must not be subscribed, each with how long to wait
     */
    public Uni<Map<NumberKey, Duration>> subscribe(SqlConnection c, ProviderId provider, List<NumberKey> wanted) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Takes back the newest query of numbers of which the provider has never heard. */
    public Uni<Void> unask(SqlConnection c, ProviderId provider, List<NumberKey> neverHeard) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Keeps numbers from being queried for a while, since the provider said that it locked them (锁单). */
    public Uni<Void> lockOut(SqlConnection c, ProviderId provider, Map<NumberKey, Duration> locked) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }
}
