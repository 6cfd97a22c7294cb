package io.waymark.console.access;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.api.access.KeyHash;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Makes merchants, so that a test has one that nobody else uses. */
@ApplicationScoped
public class Merchants {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final Pool database;
    private final ApiKeyRepository keys;
    private final ApiKeyScheduler scheduler;

    Merchants(Pool database, ApiKeyRepository keys, ApiKeyScheduler scheduler) {
        this.database = database;
        this.keys = keys;
        this.scheduler = scheduler;
    }

    /** A merchant whose key has all scopes and works at once. */
    public void add(String merchant, String key) {
        add(merchant, key, "register", "read", "operate");
    }

    /** A delivery to an endpoint, as if the notifier had told of it. */
    public void addDelivery(String endpointId, String deliveryId) {
        database.preparedQuery(
                        """
                        insert into webhook_delivery (delivery_id, endpoint_id, state, type, created_at, revision, document)
                        values ($2, $1, 'WAITING', 'shipment.event', now(), 1, '{}')""")
                .execute(Tuple.of(UUID.fromString(endpointId), UUID.fromString(deliveryId)))
                .await()
                .atMost(SOON);
    }

    /** A dead letter that waits and may be put back, where no topic has one; returns its id. */
    public String addDeadLetter() {
        UUID id = UUID.randomUUID();
        database.preparedQuery(
                        """
                        insert into dead_letter (letter_id, letters, partition, record_offset, consumer_group, topic,
                          record_key, provider, reason, cause, size, at)
                        values ($1, 'dlq.waymark-normalizer.waymark.raw.v1', 0, 900000000000, 'waymark-normalizer',
                          'waymark.raw.v1', '', 'sto', 'made by a test', 'made by a test', 1, now() - interval '1 day')""")
                .execute(Tuple.of(id))
                .await()
                .atMost(SOON);
        return id.toString();
    }

    /** A further key of a merchant's, which works at once. */
    public void add(String merchant, String key, String... scopes) {
        keys.addMerchant(merchant)
                .chain(() -> database.preparedQuery(
                                """
                                insert into api_key (key_hash, merchant_id, name, scopes, configured)
                                values ($1, $2, 'test', $3, false)""")
                        .execute(Tuple.of(KeyHash.of(key), merchant, scopes)))
                .chain(scheduler::refresh)
                .await()
                .atMost(SOON);
    }
}
