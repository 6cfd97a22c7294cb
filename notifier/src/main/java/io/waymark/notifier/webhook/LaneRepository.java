package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The lanes that messages wait in: those of one endpoint and one shipment, one after the other. */
@ApplicationScoped
class LaneRepository {

    private static final String LOCK =
            """
            select from webhook_registration r
            join webhook_delivery d on d.shipment_id = r.shipment_id and d.merchant_id = r.merchant_id
            where d.delivery_id = any($1)
            order by r.shipment_id, r.merchant_id for no key update of r""";

    static final String STUCK =
            """
            select head.delivery_id from (
              select distinct on (endpoint_id, shipment_id) delivery_id, next_attempt_at from webhook_delivery
              where state = 'WAITING' and in_order
              order by endpoint_id, shipment_id, place) head
            where head.next_attempt_at is null
            limit $1""";

    /** Looked at again, now that the lanes are locked. */
    private static final String FREE =
            """
            update webhook_delivery d set next_attempt_at = $2
            where d.delivery_id = any($1) and d.state = 'WAITING' and d.in_order and d.next_attempt_at is null
              and not exists (
                select from webhook_delivery w
                where w.endpoint_id = d.endpoint_id and w.shipment_id = d.shipment_id and w.state = 'WAITING' and w.in_order
                  and w.place < d.place)""";

    /** Locks the lanes of messages. */
    Uni<Void> lock(SqlConnection connection, List<UUID> deliveryIds) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(deliveryIds.toArray(UUID[]::new)))
                .replaceWithVoid();
    }

    /**
     * Has lanes go on whose first message waits for none: what it waited for was given up while nobody could know of it.
     *
     * @return how many of them
     */
    Uni<Integer> free(SqlConnection connection, Instant now, int atMost) {
        return connection
                .preparedQuery(STUCK)
                .execute(Tuple.of(atMost))
                .map(rows ->
                        FanOutHandler.stream(rows).map(row -> row.getUUID(0)).toList())
                .chain(stuck -> stuck.isEmpty()
                        ? Uni.createFrom().item(0)
                        : lock(connection, stuck)
                                .chain(() -> connection
                                        .preparedQuery(FREE)
                                        .execute(Tuple.of(stuck.toArray(UUID[]::new), utc(now))))
                                .map(freed -> freed.rowCount()));
    }
}
