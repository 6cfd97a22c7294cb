package io.waymark.poller.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Providers that no call is made to for a while, because they refused our account. Every replica sees it; a pause ends
 * by itself, and if nothing has changed the next call begins another.
 */
@ApplicationScoped
public class ProviderPauseRepository {

    private static final String BEGIN =
            """
            insert into provider_pause (provider, ends_at, last_code) values ($1, $2, $3)
            on conflict (provider) do update
              set ends_at = greatest(provider_pause.ends_at, excluded.ends_at), last_code = excluded.last_code
            """;

    private static final String PAUSED = "select 1 from provider_pause where provider = $1 and ends_at > $2";

    private final Pool database;

    ProviderPauseRepository(Pool database) {
        this.database = database;
    }

    /**
     * Begins or prolongs a pause.
     *
     * @param code the provider's own code for the refusal
     */
    public Uni<Void> begin(ProviderId provider, Instant endsAt, String code) {
        OffsetDateTime end = endsAt.atOffset(ZoneOffset.UTC);
        return database.preparedQuery(BEGIN)
                .execute(Tuple.of(provider.code(), end, code))
                .replaceWithVoid();
    }

    /** Whether no call is to be made to the provider now. */
    public Uni<Boolean> isPaused(ProviderId provider, Instant now) {
        return database.preparedQuery(PAUSED)
                .execute(Tuple.of(provider.code(), now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.size() > 0);
    }
}
