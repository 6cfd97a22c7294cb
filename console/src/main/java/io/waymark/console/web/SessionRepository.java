package io.waymark.console.web;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Who is signed in. Identifiers come in as the browser has them, and are kept as hashes. */
@ApplicationScoped
class SessionRepository {

    private static final String FORGET = "delete from ui_session where expires_at <= now()";

    private static final String ADD =
            """
            insert into ui_session (session_hash, key_hash, expires_at)
            values ($1, $2, now() + make_interval(secs => $3))""";

    private static final String KEY_OF =
            "select key_hash from ui_session where session_hash = $1 and expires_at > now()";

    private static final String REMOVE = "delete from ui_session where session_hash = $1";

    private final Pool database;

    SessionRepository(Pool database) {
        this.database = database;
    }

    /** Begins a session of a key, and forgets those that have ended. */
    Uni<Void> add(String session, String keyHash, Duration lasts) {
        return database.query(FORGET)
                .execute()
                .chain(() -> database.preparedQuery(ADD)
                        .execute(Tuple.of(KeyHash.of(session), keyHash, (double) lasts.toSeconds())))
                .replaceWithVoid();
    }

    /** The hash of the key with which somebody signed in; empty if there is no such session, or it has ended. */
    Uni<Optional<String>> keyOf(String session) {
        return database.preparedQuery(KEY_OF)
                .execute(Tuple.of(KeyHash.of(session)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> row.getString("key_hash"))
                        .findFirst());
    }

    /** Ends a session. A repeat changes nothing. */
    Uni<Void> remove(String session) {
        return database.preparedQuery(REMOVE)
                .execute(Tuple.of(KeyHash.of(session)))
                .replaceWithVoid();
    }
}
