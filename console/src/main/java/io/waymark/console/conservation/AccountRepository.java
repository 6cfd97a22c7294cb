package io.waymark.console.conservation;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.conservation.Addition.Cell;
import io.waymark.console.readmodel.Change;
import io.waymark.console.readmodel.ProjectionRepository;
import io.waymark.contract.HourAccount;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What the normalizer says became of the raw records. An account replaces one that knew less of its partition, or as much and was told
 * before it. Records that wait for their keys the normalizer has: they count among the normalized until it tells what became of them.
 */
@ApplicationScoped
class AccountRepository implements ProjectionRepository<HourAccount> {

    private static final String REPLACE =
            """
            insert into conservation_cell as cell (hour, provider, raw_partition,
              normalized, dead_lettered, scans, new_scans, repeated_scans, position)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            on conflict (hour, provider, raw_partition) do update
            set normalized = excluded.normalized, dead_lettered = excluded.dead_lettered, scans = excluded.scans,
                new_scans = excluded.new_scans, repeated_scans = excluded.repeated_scans, position = excluded.position
            where cell.position <= excluded.position""";

    private static final String REACH =
            """
            insert into conservation_position (raw_partition, position) values ($1, $2)
            on conflict (raw_partition, position) do nothing""";

    @Override
    public Topic<String, HourAccount> topic() {
        return Topics.ACCOUNTS;
    }

    @Override
    public boolean accepts(Change<HourAccount> change) {
        HourAccount account = change.value();
        return account != null
                && account.provider() != null
                && account.hour() != null
                && account.key().equals(change.key())
                && account.partition() >= 0
                && LongStream.of(
                                account.normalized(),
                                account.deadLettered(),
                                account.scans(),
                                account.newScans(),
                                account.repeatedScans(),
                                account.position(),
                                account.waiting())
                        .allMatch(count -> count >= 0);
    }

    @Override
    public Uni<Void> apply(SqlConnection connection, List<Change<HourAccount>> changes) {
        TreeMap<Cell, HourAccount> newest = changes.stream()
                .map(Change::value)
                .filter(Objects::nonNull)
                .collect(toMap(AccountRepository::cell, account -> account, AccountRepository::later, TreeMap::new));
        Map<Integer, Long> reached = new HashMap<>();
        newest.forEach((cell, account) -> reached.merge(cell.partition(), account.position(), Math::max));
        return newest.isEmpty() ? Uni.createFrom().voidItem() : replace(connection, newest, reached);
    }

    private static Uni<Void> replace(
            SqlConnection connection, TreeMap<Cell, HourAccount> newest, Map<Integer, Long> reached) {
        List<Tuple> accounts =
                newest.values().stream().map(AccountRepository::row).toList();
        List<Tuple> positions = new TreeMap<>(reached)
                .entrySet().stream()
                        .map(end -> Tuple.of(end.getKey(), end.getValue()))
                        .toList();
        return connection
                .preparedQuery(REPLACE)
                .executeBatch(accounts)
                .chain(() -> connection.preparedQuery(REACH).executeBatch(positions))
                .replaceWithVoid();
    }

    private static HourAccount later(HourAccount one, HourAccount other) {
        return one.position() > other.position() ? one : other;
    }

    private static Cell cell(HourAccount account) {
        return new Cell(account.partition(), account.hour(), account.provider());
    }

    private static Tuple row(HourAccount account) {
        return Tuple.from(List.of(
                account.hour().atOffset(ZoneOffset.UTC),
                account.provider(),
                account.partition(),
                account.normalized() + account.waiting(),
                account.deadLettered(),
                account.scans(),
                account.newScans(),
                account.repeatedScans(),
                account.position()));
    }
}
