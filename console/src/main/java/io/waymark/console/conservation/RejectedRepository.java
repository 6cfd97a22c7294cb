package io.waymark.console.conservation;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;

/** What was refused at the door. */
@ApplicationScoped
class RejectedRepository implements BookRepository {

    private static final String ADD =
            """
            insert into conservation_rejected (hour, provider, rejected) values ($1, $2, $3)
            on conflict (hour, provider) do update
            set rejected = conservation_rejected.rejected + excluded.rejected""";

    @Override
    public String topic() {
        return Topics.REJECTED.name();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<Addition> additions) {
        List<Tuple> rows = additions.stream()
                .collect(groupingBy(Addition::hourOfProvider, TreeMap::new, summingLong(Addition::count)))
                .entrySet()
                .stream()
                .map(cell -> Tuple.of(
                        cell.getKey().hour().atOffset(ZoneOffset.UTC),
                        cell.getKey().provider(),
                        cell.getValue()))
                .toList();
        return connection.preparedQuery(ADD).executeBatch(rows).replaceWithVoid();
    }
}
