package io.waymark.poller.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * A provider's rate and breaker, shared by all replicas: table {@code provider_pace}. Its row is locked first in every
 * transaction that claims or settles calls, so that what is counted under it is exact. Every method works in the caller's
 * transaction and fails if PostgreSQL is away.
 */
@ApplicationScoped
public class PaceRepository {

    /**
     * Locks the provider's row, as the first statement of the transaction, and says how many calls may be made.
     *
     * @param wanted how many at most
     */
    public Uni<Permits> lock(SqlConnection c, ProviderId provider, OperationKind<?, ?> kind, int wanted) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Takes calls out of the bucket, after {@link #lock} in the same transaction. */
    public Uni<Void> take(SqlConnection c, ProviderId provider, int calls) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /** Tells the breaker how calls ended; locks the provider's row too. */
    public Uni<Void> report(SqlConnection c, ProviderId provider, int successes, List<CarrierException> failures) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }
}
