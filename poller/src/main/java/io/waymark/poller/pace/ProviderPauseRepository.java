package io.waymark.poller.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What no provider is asked for a while, because it refused our account: by operation, since accounts differ, and one
 * that a merchant can provoke shall not stop another. Every replica sees it; a pause ends
 * by itself, and if nothing has changed the next call begins another.
 */
@ApplicationScoped
public class ProviderPauseRepository {

    private static final String BEGIN =
            """
            insert into provider_pause (provider, operation, ends_at, last_code) values ($1, $2, $3, $4)
            on conflict (provider, operation) do update
              set ends_at = greatest(provider_pause.ends_at, excluded.ends_at), last_code = excluded.last_code
            """;

    private static final String PAUSED =
            "select 1 from provider_pause where provider = $1 and operation = $2 and ends_at > $3";

    private final Pool database;

    ProviderPauseRepository(Pool database) {
        this.database = database;
    }

    /**
     * Begins or prolongs a pause.
     *
     * @param code the provider's own code for the refusal
     */
    public Uni<Void> begin(ProviderId provider, OperationKind<?, ?> kind, Instant endsAt, String code) {
        OffsetDateTime end = endsAt.atOffset(ZoneOffset.UTC);
        return database.preparedQuery(BEGIN)
                .execute(Tuple.of(provider.code(), kind.code(), end, code))
                .replaceWithVoid();
    }

    /** Whether no call is to be made to the provider now. */
    public Uni<Boolean> isPaused(ProviderId provider, OperationKind<?, ?> kind, Instant now) {
        return database.preparedQuery(PAUSED)
                .execute(Tuple.of(provider.code(), kind.code(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }
}
