package io.waymark.notifier.webhook;

import static io.waymark.notifier.webhook.WebhookFactRepository.utc;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.contract.Erasure;
import io.waymark.notifier.erasure.ErasedRepository;
import io.waymark.notifier.erasure.ErasedRepository.Removal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Erases what there was to tell of a shipment, or to one merchant of it. Messages that wait are given up, as the console is
 * told, and then all of them go, with those that were delivered. One that is on its way meanwhile may still arrive; what its
 * endpoint answers is not kept.
 */
@ApplicationScoped
public class WebhookErasureRepository {

    private static final String WHICH = " where shipment_id = $1 and ($2 = '' or merchant_id = $2)";

    /** The lanes: nobody makes a message of these, or ends one, until the transaction ends. */
    private static final String LOCK = "select from webhook_registration" + WHICH + " order by merchant_id for update";

    private static final String GIVE_UP =
            """
            update webhook_delivery
            set state = 'FAILED', next_attempt_at = null, sending_at = null, changed_at = $3, revision = revision + 1"""
                    + WHICH + " and state = 'WAITING' returning " + DeliveryRow.COLUMNS;

    private static final List<Removal> REMOVALS = List.of(
            new Removal("messages", "delete from webhook_delivery" + WHICH),
            new Removal("news", "delete from webhook_fact" + WHICH),
            new Removal("webhookRegistrations", "delete from webhook_registration" + WHICH));

    private final WebhookOrderRepository rows;

    WebhookErasureRepository(WebhookOrderRepository rows) {
        this.rows = rows;
    }

    /** Erases in the caller's transaction; how many of what, by name. */
    public Uni<Map<String, Long>> erase(SqlConnection connection, Erasure order, Instant now) {
        return connection
                .preparedQuery(LOCK)
                .execute(ErasedRepository.of(order))
                .chain(() -> connection
                        .preparedQuery(GIVE_UP)
                        .execute(ErasedRepository.of(order).addOffsetDateTime(utc(now))))
                .chain(given -> rows.publish(connection, given))
                .chain(() -> ErasedRepository.remove(connection, order, REMOVALS));
    }
}
