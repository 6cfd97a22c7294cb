package io.waymark.console.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ReplayFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The last reports. */
@ApplicationScoped
public class ReplayRepository {

    /** Reports are asked for by people: a hundred reach back far enough. */
    private static final String FORGET =
            """
            delete from replay_report where report_id in (
              select report_id from replay_report order by drawn_up_at desc, report_id desc offset 100)""";

    private static final String INSERT =
            """
            insert into replay_report (report_id, drawn_up_at, document) values ($1, $2, $3::text::json)
            on conflict (report_id) do nothing""";

    private static final String SELECT =
            "select report_id, drawn_up_at, document::text as document from replay_report where ";

    private static final JsonSerde<ReplayFindings> FINDINGS = JsonSerde.of(ReplayFindings.class);

    private final Pool database;

    ReplayRepository(Pool database) {
        this.database = database;
    }

    /** Keeps one, and forgets the oldest. */
    Uni<Void> add(UUID reportId, Instant at, ReplayFindings findings) {
        String document = new String(FINDINGS.write(findings), UTF_8);
        return database.preparedQuery(INSERT)
                .execute(Tuple.of(reportId, at.atOffset(ZoneOffset.UTC), document))
                .chain(() -> database.query(FORGET).execute())
                .replaceWithVoid();
    }

    /** The newest first. */
    public Uni<List<ReplayView>> page(@Nullable Position after, int rows) {
        Conditions conditions = new Conditions().and("true");
        if (after != null) {
            conditions.and("(drawn_up_at, report_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String limit = conditions.parameter(rows);
        return database.preparedQuery(
                        SELECT + conditions.text() + " order by drawn_up_at desc, report_id desc limit " + limit)
                .execute(Tuple.from(conditions.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(ReplayRepository::view)
                        .toList());
    }

    private static ReplayView view(Row row) {
        return new ReplayView(
                row.getUUID("report_id"),
                row.getOffsetDateTime("drawn_up_at").toInstant(),
                FINDINGS.read(row.getString("document").getBytes(UTF_8)));
    }
}
