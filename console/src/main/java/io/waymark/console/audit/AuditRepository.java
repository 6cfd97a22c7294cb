package io.waymark.console.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Position;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The audit's table, to which rows are only ever added. */
@ApplicationScoped
public class AuditRepository {

    private static final String ADD =
            """
            insert into audit (audit_id, at, merchant_id, actor, action, target, status, source)
            values ($1, $2, $3, $4, $5, $6, $7, $8)""";

    private static final String PAGE =
            """
            select audit_id, at, merchant_id, actor, action, target, status, source from audit
            where ($1::text is null or merchant_id = $1) and ($2::text is null or actor = $2)
              and ($3::text is null or action = $3)
              and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
              and ($6::timestamptz is null or (at, audit_id) < ($6, $7::uuid))
            order by at desc, audit_id desc limit $8""";

    private final Pool database;

    AuditRepository(Pool database) {
        this.database = database;
    }

    /** Completes once the entry is stored. */
    public Uni<Void> add(AuditEntry entry) {
        return database.preparedQuery(ADD)
                .execute(Tuple.from(new Object[] {
                    entry.id(),
                    utc(entry.at()),
                    entry.merchantId(),
                    entry.actor(),
                    entry.action(),
                    entry.target(),
                    entry.status(),
                    entry.source()
                }))
                .replaceWithVoid();
    }

    /** The newest entries first; those that follow a position if one is given. */
    public Uni<List<AuditEntry>> page(AuditFilter wanted, @Nullable Position after, int rows) {
        return database.preparedQuery(PAGE)
                .execute(Tuple.from(new Object[] {
                    wanted.merchantId(),
                    wanted.actor(),
                    wanted.action(),
                    utc(wanted.from()),
                    utc(wanted.to()),
                    after == null ? null : utc(after.at()),
                    after == null ? null : after.id(),
                    rows
                }))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(AuditRepository::entry)
                        .toList());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    private static AuditEntry entry(Row row) {
        return new AuditEntry(
                row.getUUID("audit_id"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("merchant_id"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("target"),
                row.getInteger("status"),
                row.getString("source"));
    }
}
