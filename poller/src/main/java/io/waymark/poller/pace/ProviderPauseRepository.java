package io.waymark.poller.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * What no provider is asked for a while, because it refused our account: by operation, since accounts differ, and one
 * that a merchant can provoke shall not stop another. Every replica sees it; a pause ends
 * by itself, and if nothing has changed the next call begins another.
 */
@ApplicationScoped
public class ProviderPauseRepository {

    private static final String BEGIN =
            """
            insert into provider_pause (provider, operation, ends_at, last_code)
            values ($1, $2, now() + $3::bigint * interval '1 millisecond', $4)
            on conflict (provider, operation) do update
              set ends_at = greatest(provider_pause.ends_at, excluded.ends_at), last_code = excluded.last_code
            """;

    private static final String PAUSED =
            "select 1 from provider_pause where provider = $1 and operation = $2 and ends_at > now()";

    private final Pool database;

    ProviderPauseRepository(Pool database) {
        this.database = database;
    }

    /**
     * Begins or prolongs a pause.
     *
     * @param duration from now, by PostgreSQL's clock
     * @param code the provider's own code for the refusal
     */
    public Uni<Void> begin(ProviderId provider, OperationKind<?, ?> kind, Duration duration, String code) {
        return database.preparedQuery(BEGIN)
                .execute(Tuple.of(provider.code(), kind.code(), duration.toMillis(), code))
                .replaceWithVoid();
    }

    /** Whether no call is to be made to the provider now. */
    public Uni<Boolean> isPaused(ProviderId provider, OperationKind<?, ?> kind) {
        return database.preparedQuery(PAUSED)
                .execute(Tuple.of(provider.code(), kind.code()))
                .map(rows -> rows.size() > 0);
    }
}
