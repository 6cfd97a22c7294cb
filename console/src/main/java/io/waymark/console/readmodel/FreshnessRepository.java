package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Knows how new the read model is. */
@ApplicationScoped
public class FreshnessRepository {

    private static final String NEWEST =
            """
            select told_at, extract(epoch from applied_at - told_at)::double precision as delay from read_model_offset
            where topic = '%s' and told_at is not null order by told_at desc limit 1"""
                    .formatted(Topics.EVENTS.name());

    private final Pool database;

    FreshnessRepository(Pool database) {
        this.database = database;
    }

    /** Of the newest event; empty if there was none since this is told. */
    public Uni<Optional<Freshness>> freshness() {
        return database.query(NEWEST).execute().map(rows -> StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Freshness(
                        row.getOffsetDateTime("told_at").toInstant(), Math.max(0, row.getDouble("delay"))))
                .findFirst());
    }
}
