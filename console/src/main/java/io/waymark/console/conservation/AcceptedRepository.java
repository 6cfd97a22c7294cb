package io.waymark.console.conservation;

import static java.util.stream.Collectors.groupingBy;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.conservation.Addition.Cell;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Raw records, which are what was accepted. Those counted lately stand in pieces as well, each with the offset at which it
 * ends, so that one can tell which of them an account of the normalizer cannot know yet.
 */
@ApplicationScoped
class AcceptedRepository implements BookRepository {

    private static final String ADD =
            """
            insert into conservation_cell (hour, provider, raw_partition, accepted) values ($1, $2, $3, $4)
            on conflict (hour, provider, raw_partition) do update
            set accepted = conservation_cell.accepted + excluded.accepted""";

    private static final String ADD_PIECE =
            """
            insert into conservation_piece (hour, provider, raw_partition, records, next_offset)
            values ($1, $2, $3, $4, $5)""";

    @Override
    public String topic() {
        return Topics.RAW.name();
    }

    @Override
    public Uni<Void> write(SqlConnection connection, List<Addition> additions) {
        TreeMap<Cell, List<Addition>> cells =
                additions.stream().collect(groupingBy(Addition::cell, TreeMap::new, Collectors.toList()));
        List<Tuple> counts = cells.entrySet().stream()
                .map(cell -> count(cell.getKey(), cell.getValue()))
                .toList();
        List<Tuple> pieces = cells.entrySet().stream()
                .map(cell -> count(cell.getKey(), cell.getValue()).addLong(end(cell.getValue())))
                .toList();
        return connection
                .preparedQuery(ADD)
                .executeBatch(counts)
                .chain(() -> connection.preparedQuery(ADD_PIECE).executeBatch(pieces))
                .replaceWithVoid();
    }

    private static Tuple count(Cell cell, List<Addition> additions) {
        long records = additions.stream().mapToLong(Addition::count).sum();
        return Tuple.of(cell.hour().atOffset(ZoneOffset.UTC), cell.provider(), cell.partition(), records);
    }

    private static long end(List<Addition> additions) {
        return additions.stream().mapToLong(Addition::offset).max().orElseThrow() + 1;
    }
}
