package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.erasure.ErasedRepository.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Erases what there was to tell of a shipment. Messages that wait are given up, as the console is told, and then all of them
 * go, with those that were delivered. One that is on its way meanwhile may still arrive; what its endpoint answers is not
 * kept.
 */
@ApplicationScoped
public class WebhookErasureRepository {

    /** The lanes: nobody makes a message of the shipment, or ends one, until the transaction ends. */
    private static final String LOCK =
            "select from webhook_registration where shipment_id = $1 order by merchant_id for update";

    private static final String GIVE_UP =
            """
            update webhook_delivery
            set state = 'FAILED', next_attempt_at = null, sending_at = null, changed_at = $2, revision = revision + 1
            where shipment_id = $1 and state = 'WAITING'
            returning"""
                    + " " + DeliveryRow.COLUMNS;

    private static final List<Removal> REMOVALS = List.of(
            new Removal("messages", "delete from webhook_delivery where shipment_id = $1"),
            new Removal("news", "delete from webhook_fact where shipment_id = $1"),
            new Removal("webhookRegistrations", "delete from webhook_registration where shipment_id = $1"));

    private final WebhookOrderRepository rows;

    WebhookErasureRepository(WebhookOrderRepository rows) {
        this.rows = rows;
    }

    /** Erases in the caller's transaction; how many of what, by name. */
    public Uni<Map<String, Long>> erase(SqlConnection connection, UUID shipment, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(shipment))
                .chain(() -> connection.preparedQuery(GIVE_UP).execute(Tuple.of(shipment, utc(now))))
                .chain(given -> rows.publish(connection, given))
                .chain(() -> ErasedRepository.remove(connection, shipment, REMOVALS));
    }
}
