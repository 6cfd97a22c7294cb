package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Settlements as the ledger last published them. The ledger removes none, so a tombstone is a dead letter. */
@ApplicationScoped
class SettlementProjectionRepository implements ProjectionRepository<Settlement> {

    private static final JsonSerde<Settlement> SETTLEMENTS = JsonSerde.of(Settlement.class);

    private static final String UPSERT =
            """
            insert into settlement (settlement_id, state, revision, document) values ($1, $2, $3, $4::text::json)
            on conflict (settlement_id) do update
            set state = excluded.state, revision = excluded.revision, document = excluded.document
            where settlement.revision < excluded.revision""";

    private final Pool database;

    SettlementProjectionRepository(Pool database) {
        this.database = database;
    }

    @Override
    public Topic<String, Settlement> topic() {
        return Topics.SETTLEMENTS;
    }

    @Override
    public boolean accepts(Change<Settlement> change) {
        Settlement settlement = change.value();
        return settlement != null
                && Stream.of(settlement.settlementId(), settlement.state(), settlement.reason(), settlement.changedAt())
                        .allMatch(part -> part != null)
                && settlement.settlementId().toString().equals(change.key());
    }

    @Override
    public Uni<Void> apply(List<Change<Settlement>> changes) {
        List<Tuple> rows = changes.stream()
                .flatMap(change -> Stream.ofNullable(change.value()))
                .sorted(Comparator.comparing(Settlement::settlementId).thenComparing(Settlement::revision))
                .map(SettlementProjectionRepository::row)
                .toList();
        return database.withTransaction(connection ->
                connection.preparedQuery(UPSERT).executeBatch(rows).replaceWithVoid());
    }

    private static Tuple row(Settlement settlement) {
        return Tuple.of(
                settlement.settlementId(),
                settlement.state().name(),
                settlement.revision(),
                Documents.text(SETTLEMENTS, settlement));
    }
}
