package io.waymark.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** As {@link OutboxRepository}, for many records at a time in a transaction of plain SQL. */
@ApplicationScoped
public class OutboxBatchRepository {

    private static final String ADD =
            """
            insert into outbox (shard, topic, record_key, headers, payload)
            select n.shard, n.topic, n.record_key, n.headers, n.payload
            from unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::bytea[])
              with ordinality as n(shard, topic, record_key, headers, payload, place)
            order by n.place
            """;

    /**
     * Stores records in the connection's transaction: they are sent if, and only if, that commits. Call it after the rows
     * they tell about are locked or inserted, and {@link OutboxRelay#wake} after the commit.
     *
     * @param entries in the order in which those of one key are to be sent
     */
    public Uni<Void> addAll(SqlConnection connection, List<OutboxEntry<?>> entries) {
        List<OutboxRecord> rows = entries.stream().map(OutboxRecord::of).toList();
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(ADD).execute(columns(rows)).replaceWithVoid();
    }

    private static Tuple columns(List<OutboxRecord> rows) {
        return Tuple.tuple()
                .addArrayOfInteger(rows.stream().map(row -> row.shard).toArray(Integer[]::new))
                .addArrayOfString(rows.stream().map(row -> row.topic).toArray(String[]::new))
                .addArrayOfString(rows.stream().map(row -> row.key).toArray(String[]::new))
                .addArrayOfString(rows.stream().map(row -> row.headers).toArray(String[]::new))
                .addValue(rows.stream().map(row -> Buffer.buffer(row.payload)).toArray(Buffer[]::new));
    }
}
