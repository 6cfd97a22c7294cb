package io.waymark.console.readmodel;

import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.TopicPartition;

/** Knows how new the read model is. */
@ApplicationScoped
public class FreshnessRepository {

    private static final String NEWEST =
            """
            select told_at, extract(epoch from applied_at - told_at)::double precision as delay from read_model_offset
            where topic = '%s' and told_at is not null order by told_at desc limit 1"""
                    .formatted(Topics.EVENTS.name());

    private final Pool database;
    private final ReadModelRepository readModel;
    private final TopicEndClient ends;

    FreshnessRepository(Pool database, ReadModelRepository readModel, TopicEndClient ends) {
        this.database = database;
        this.readModel = readModel;
        this.ends = ends;
    }

    /** Of the newest event; empty if there was none since this is told. */
    public Uni<Optional<Freshness>> freshness() {
        return database.query(NEWEST).execute().chain(rows -> unread().map(
                        unread -> StreamSupport.stream(rows.spliterator(), false)
                                .map(row -> new Freshness(
                                        row.getOffsetDateTime("told_at").toInstant(),
                                        Math.max(0, row.getDouble("delay")),
                                        unread.orElse(null)))
                                .findFirst()));
    }

    /** Empty where Kafka does not say. */
    private Uni<Optional<Long>> unread() {
        return readModel
                .places(Generation.LIVE)
                .chain(places -> ends.behind(events(places)))
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private static Map<TopicPartition, Long> events(Map<TopicPartition, Long> places) {
        return places.entrySet().stream()
                .filter(place -> place.getKey().topic().equals(Topics.EVENTS.name()))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
