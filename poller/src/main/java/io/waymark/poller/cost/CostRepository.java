package io.waymark.poller.cost;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.carriers.ProviderId;
import io.waymark.poller.pace.NumberKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/**
 * The ledger of billable numbers: tables {@code billed_number} and {@code billed_day}. Every method works in the caller's
 * transaction, after {@link io.waymark.poller.pace.PaceRepository#lock}, and fails if PostgreSQL is away. Where a provider
 * does not bill numbers everything is allowed and nothing is written.
 */
@ApplicationScoped
public class CostRepository {

    /**
     * Bills numbers before they are called about, as far as the month's budget allows it.
     *
     * @param cause {@code subscribe} or {@code query}
     * @return the numbers that may be called about
     */
    public Uni<Set<NumberKey>> reserve(SqlConnection c, ProviderId provider, String cause, List<Charge> charges) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }

    /**
     * Ends reservations.
     *
     * @param billed of calls that the provider has, or may have, answered
     * @param released of calls without effect: these numbers are not charged for, unless they were before
     */
    public Uni<Void> settle(SqlConnection c, ProviderId provider, List<NumberKey> billed, List<NumberKey> released) {
        return Uni.createFrom().failure(new UnsupportedOperationException("not built yet"));
    }
}
