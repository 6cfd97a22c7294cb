package io.waymark.console.idempotency;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table of kept answers, which all replicas share. Its times are the database's. */
@ApplicationScoped
class KeptAnswerRepository {

    /** Takes the call if nobody has it, if it is forgotten, or if who has it is dead. */
    private static final String CLAIM =
            """
            insert into kept_answer as kept (call_id, body_digest, claim, expires_at)
            values ($1, $2, $3, now() + $4 * interval '1 millisecond')
            on conflict (call_id) do update
            set body_digest = excluded.body_digest, claim = excluded.claim, claimed_at = now(),
                expires_at = excluded.expires_at, status = null, location = null, body = null
            where kept.expires_at <= now()
               or kept.status is null and kept.body_digest = excluded.body_digest
                  and kept.claimed_at <= now() - $5 * interval '1 millisecond'
            returning 1""";

    private static final String FIND = "select body_digest, status, location, body from kept_answer where call_id = $1";

    private static final String KEEP =
            "update kept_answer set status = $3, location = $4, body = $5 where call_id = $1 and claim = $2";

    private static final String RELEASE =
            "delete from kept_answer where call_id = $1 and claim = $2 and status is null";

    private static final String FORGET =
            """
            delete from kept_answer where call_id in
              (select call_id from kept_answer where expires_at <= now() order by expires_at limit $1)""";

    private final Pool database;

    KeptAnswerRepository(Pool database) {
        this.database = database;
    }

    /** True if from now on the call is this attempt's to carry out. */
    Uni<Boolean> claim(KeyedCall call, UUID attempt, Duration kept, Duration lease) {
        return database.preparedQuery(CLAIM)
                .execute(Tuple.from(
                        new Object[] {call.id(), call.bodyDigest(), attempt, kept.toMillis(), lease.toMillis()}))
                .map(rows -> rows.size() > 0);
    }

    /** What is known of the call; empty if nothing, or nothing any more. */
    Uni<Optional<KeptAnswer>> find(KeyedCall call) {
        return database.preparedQuery(FIND).execute(Tuple.of(call.id())).map(rows -> {
            RowIterator<Row> found = rows.iterator();
            return found.hasNext() ? Optional.of(answer(found.next())) : Optional.empty();
        });
    }

    /** From now on this is the answer, unless another attempt has taken the call over. */
    Uni<Void> keep(KeyedCall call, UUID attempt, int status, @Nullable String location, byte @Nullable [] body) {
        return database.preparedQuery(KEEP)
                .execute(Tuple.from(
                        new Object[] {call.id(), attempt, status, location, body == null ? null : Buffer.buffer(body)}))
                .replaceWithVoid();
    }

    /** Nothing was done: the next who comes may carry it out. */
    Uni<Void> release(KeyedCall call, UUID attempt) {
        return database.preparedQuery(RELEASE)
                .execute(Tuple.of(call.id(), attempt))
                .replaceWithVoid();
    }

    /** Deletes what has expired, at most so many; how many there were. */
    Uni<Integer> forget(int most) {
        return database.preparedQuery(FORGET).execute(Tuple.of(most)).map(rows -> rows.rowCount());
    }

    private static KeptAnswer answer(Row row) {
        boolean hasBody = row.getValue("body") != null;
        return new KeptAnswer(
                row.getString("body_digest"),
                row.getInteger("status"),
                row.getString("location"),
                hasBody ? row.getBuffer("body").getBytes() : null);
    }
}
