package io.waymark.console.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.readmodel.Conditions;
import io.waymark.console.readmodel.Position;
import io.waymark.console.readmodel.Statement;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.WebhookDelivery;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An endpoint's deliveries. Whose endpoint it is, is asked elsewhere. */
@ApplicationScoped
class DeliveryQueryRepository {

    private static final JsonSerde<WebhookDelivery> DELIVERIES = JsonSerde.of(WebhookDelivery.class);

    private static final String SELECT = "select document::text as document from webhook_delivery where ";

    private static final String EXISTS = "select from webhook_delivery where endpoint_id = $1 and delivery_id = $2";

    private static final String FORGET =
            """
            delete from webhook_delivery where delivery_id in (
              select delivery_id from webhook_delivery where created_at < $1 order by created_at limit $2)""";

    private final Pool database;

    DeliveryQueryRepository(Pool database) {
        this.database = database;
    }

    /** The newest first. */
    Uni<List<WebhookDelivery>> page(UUID endpointId, DeliveryFilter wanted, @Nullable Position after, int rows) {
        Statement statement = list(endpointId, wanted, after, rows);
        return database.preparedQuery(statement.sql())
                .execute(Tuple.from(statement.values()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row -> DELIVERIES.read(row.getString("document").getBytes(UTF_8)))
                        .toList());
    }

    /** Says what is asked for and nothing else, so that each filter finds its index. */
    static Statement list(UUID endpointId, DeliveryFilter wanted, @Nullable Position after, int rows) {
        Conditions conditions = new Conditions().and("endpoint_id = ?", endpointId);
        if (wanted.state() != null) {
            conditions.and("state = ?", wanted.state().name());
        }
        if (wanted.type() != null) {
            conditions.and("type = ?", wanted.type());
        }
        if (wanted.since() != null) {
            conditions.and("created_at >= ?", wanted.since().atOffset(ZoneOffset.UTC));
        }
        if (after != null) {
            conditions.and("(created_at, delivery_id) < (?, ?)", after.at().atOffset(ZoneOffset.UTC), after.id());
        }
        String limit = conditions.parameter(rows);
        return new Statement(
                SELECT + conditions.text() + " order by created_at desc, delivery_id desc limit " + limit,
                conditions.values());
    }

    /** Whether it is known, as one of this endpoint. */
    Uni<Boolean> exists(UUID endpointId, UUID deliveryId) {
        return database.preparedQuery(EXISTS)
                .execute(Tuple.of(endpointId, deliveryId))
                .map(rows -> rows.size() > 0);
    }

    /** How many of those older than a time were forgotten. */
    Uni<Integer> forget(Instant before, int atMost) {
        return database.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), atMost))
                .map(rows -> rows.rowCount());
    }
}
