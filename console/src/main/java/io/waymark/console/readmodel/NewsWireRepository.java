package io.waymark.console.readmodel;

import static java.util.stream.Collectors.joining;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells every replica of which shipments events were applied, by PostgreSQL's NOTIFY in the transaction that applies them:
 * whoever hears of an event can read it. Nobody need listen.
 */
public final class NewsWireRepository {

    private static final String CHANNEL = "waymark_console_events";

    /** What to ask of a connection that is to hear. */
    public static final String LISTEN = "listen " + CHANNEL;

    private static final String NOTIFY =
            "select count(pg_notify('" + CHANNEL + "', payload)) from unnest($1::text[]) payload";

    private static final String BETWEEN = ",";

    /** Of 36 characters each and a comma: PostgreSQL takes payloads of less than 8000 bytes. */
    private static final int MOST_IN_A_PAYLOAD = 200;

    private NewsWireRepository() {}

    /** Tells of those records that are events, once the connection's transaction is committed. */
    static Uni<Void> tell(SqlConnection connection, List<ToldRecord<?>> applied) {
        List<String> ids = applied.stream()
                .filter(one -> one.tables().topic() == Topics.EVENTS)
                .map(one -> one.change().key())
                .distinct()
                .toList();
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery(NOTIFY)
                        .execute(Tuple.tuple().addArrayOfString(payloads(ids)))
                        .replaceWithVoid();
    }

    /** The shipments that a payload names. */
    public static List<ShipmentId> read(String payload) {
        return Arrays.stream(payload.split(BETWEEN))
                .map(ShipmentId::parse)
                .flatMap(Optional::stream)
                .toList();
    }

    private static String[] payloads(List<String> ids) {
        List<String> payloads = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += MOST_IN_A_PAYLOAD) {
            payloads.add(ids.subList(from, Math.min(ids.size(), from + MOST_IN_A_PAYLOAD)).stream()
                    .collect(joining(BETWEEN)));
        }
        return payloads.toArray(String[]::new);
    }
}
