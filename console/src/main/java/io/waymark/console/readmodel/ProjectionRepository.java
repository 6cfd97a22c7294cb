package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The tables that follow one topic. */
public interface ProjectionRepository<V> {

    /** What is followed. */
    Topic<String, V> topic();

    /** Whether a readable record says all that the tables need; one that does not goes to the dead letters. */
    boolean accepts(Change<V> change);

    /** In which months' partitions the change may put rows; none where its tables have no such partitions. */
    default Stream<Instant> months(Change<V> change) {
        return Stream.empty();
    }

    /** Whose journeys it may change: they follow once all tables have taken what a batch tells. */
    default Stream<UUID> travelled(Change<V> change) {
        return Stream.empty();
    }

    /**
     * Applies the changes in the transaction of the connection, in their order. Applying one again, or one that is older
     * than what is stored, changes nothing.
     */
    Uni<Void> apply(SqlConnection connection, List<Change<V>> changes);
}
