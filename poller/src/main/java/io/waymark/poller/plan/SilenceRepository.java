package io.waymark.poller.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.poller.plan.ExpectedSilence.Counted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads how long gaps between pushes were: table {@code silence_gap}. Fails if PostgreSQL is away. */
@ApplicationScoped
class SilenceRepository {

    private static final String SUM =
            """
            select provider, status, bucket, sum(gaps)::bigint as gaps from silence_gap
            where day > current_date - $1::integer
            group by provider, status, bucket
            """;

    private static final String FORGET = "delete from silence_gap where day <= current_date - $1::integer";

    private final Pool database;

    SilenceRepository(Pool database) {
        this.database = database;
    }

    /** All gaps of the last days. */
    Uni<List<Counted>> counted(int days) {
        return database.preparedQuery(SUM).execute(Tuple.of(days)).map(rows -> StreamSupport.stream(
                        rows.spliterator(), false)
                .flatMap(row ->
                        ProviderId.of(row.getString("provider")).map(provider -> counted(provider, row)).stream())
                .toList());
    }

    private static Counted counted(ProviderId provider, Row row) {
        return new Counted(
                provider,
                ShipmentStatus.valueOf(row.getString("status")),
                row.getInteger("bucket"),
                row.getLong("gaps"));
    }

    /** Deletes what is older. */
    Uni<Void> forget(int days) {
        return database.preparedQuery(FORGET).execute(Tuple.of(days)).replaceWithVoid();
    }
}
