package io.waymark.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.KeyHash;
import io.waymark.console.access.Person;
import io.waymark.console.seal.Seal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in. Identifiers come in as the browser has them, and are kept as hashes; what the issuer is asked with anew is
 * sealed with them.
 */
@ApplicationScoped
class SessionRepository {

    private static final String FORGET = "delete from ui_session where expires_at <= now()";

    private static final String ADD =
            """
            insert into ui_session (session_hash, expires_at, key_hash, merchant_id, person, scopes, valid_until, refresh)
            values ($1, now() + make_interval(secs => $2), $3, $4, $5, $6, $7, $8)""";

    private static final String FIND =
            """
            select key_hash, merchant_id, person, scopes, valid_until, coalesce(valid_until > now(), true) as valid
            from ui_session
            where session_hash = $1 and expires_at > now()""";

    /** Of calls that come at once one asks the issuer; the others go on for that long with what was known. */
    private static final String CLAIM =
            """
            update ui_session set valid_until = now() + interval '10 seconds'
            where session_hash = $1 and valid_until <= now() and refresh is not null returning refresh""";

    private static final String RENEW =
            """
            update ui_session set scopes = $2, valid_until = $3, refresh = $4
            where session_hash = $1 and merchant_id = $5 and person = $6""";

    private static final String RELEASE = "update ui_session set valid_until = now() where session_hash = $1";

    private static final String REMOVE = "delete from ui_session where session_hash = $1";

    private static final String PURPOSE = "refresh";

    private final Pool database;

    SessionRepository(Pool database) {
        this.database = database;
    }

    /** Begins a session of a key, and forgets those that have ended. */
    Uni<Void> add(String session, String keyHash, Duration lasts) {
        return add(session, lasts, new Object[] {keyHash, null, null, null, null, null});
    }

    /** Begins a session of a person. */
    Uni<Void> add(String session, Person person, @Nullable String refresh, Duration lasts) {
        return add(session, lasts, new Object[] {
            null,
            person.merchantId(),
            person.personId(),
            person.scopes().toArray(String[]::new),
            utc(person.validUntil()),
            sealed(session, refresh)
        });
    }

    private Uni<Void> add(String session, Duration lasts, Object[] whose) {
        Tuple row = Tuple.of(KeyHash.of(session), (double) lasts.toSeconds());
        for (Object value : whose) {
            row.addValue(value);
        }
        return database.query(FORGET)
                .execute()
                .chain(() -> database.preparedQuery(ADD).execute(row))
                .replaceWithVoid();
    }

    /** Empty if there is no such session, or it has ended. */
    Uni<Optional<StoredSession>> find(String session) {
        return database.preparedQuery(FIND)
                .execute(Tuple.of(KeyHash.of(session)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(SessionRepository::stored)
                        .findFirst());
    }

    /** With what the issuer is to be asked now; empty where another call asks it, or nothing is there to ask with. */
    Uni<Optional<String>> claim(String session) {
        return database.preparedQuery(CLAIM)
                .execute(Tuple.of(KeyHash.of(session)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> opened(session, row.getBuffer("refresh").getBytes()))
                        .findFirst());
    }

    /** What the issuer said, if it is the same person's. */
    Uni<Boolean> renew(String session, Person person, @Nullable String refresh) {
        return database.preparedQuery(RENEW)
                .execute(Tuple.from(new Object[] {
                    KeyHash.of(session),
                    person.scopes().toArray(String[]::new),
                    utc(person.validUntil()),
                    sealed(session, refresh),
                    person.merchantId(),
                    person.personId()
                }))
                .map(rows -> rows.rowCount() == 1);
    }

    /** The issuer said nothing: the next call asks it again. */
    Uni<Void> release(String session) {
        return database.preparedQuery(RELEASE)
                .execute(Tuple.of(KeyHash.of(session)))
                .replaceWithVoid();
    }

    /** Ends a session. A repeat changes nothing. */
    Uni<Void> remove(String session) {
        return database.preparedQuery(REMOVE)
                .execute(Tuple.of(KeyHash.of(session)))
                .replaceWithVoid();
    }

    private static StoredSession stored(Row row) {
        String person = row.getString("person");
        return new StoredSession(
                row.getString("key_hash"),
                person == null
                        ? null
                        : new Person(
                                row.getString("merchant_id"),
                                person,
                                Set.of(row.getArrayOfStrings("scopes")),
                                row.getOffsetDateTime("valid_until").toInstant()),
                row.getBoolean("valid"));
    }

    private static @Nullable Buffer sealed(String session, @Nullable String refresh) {
        return refresh == null ? null : Buffer.buffer(Seal.of(PURPOSE, session).sealed(refresh.getBytes(UTF_8)));
    }

    private static String opened(String session, byte[] refresh) {
        return new String(Seal.of(PURPOSE, session).opened(refresh), UTF_8);
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
