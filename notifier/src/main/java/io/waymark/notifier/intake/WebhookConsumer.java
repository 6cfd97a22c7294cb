package io.waymark.notifier.intake;

import io.smallrye.mutiny.Uni;
import io.waymark.notifier.unlock.UnlockIntake;
import io.waymark.notifier.webhook.WebhookConfig;
import io.waymark.notifier.webhook.WebhookIntake;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Reads what merchants' endpoints may have to be told, who they are, and what people order of them, a batch at a time. A
 * group of its own: merchants' endpoints do not hold up money, nor money them. Offsets move on once a batch is stored and its
 * messages are made.
 *
 * <p>A record that cannot be read, or that PostgreSQL refuses for what it says, goes to the dead letters of its topic, and
 * the partition moves on; that the ledger's consumer may have put it there too shows in the reason. Repeats and old news change nothing. While PostgreSQL is away the batch waits.
 */
@ApplicationScoped
class WebhookConsumer {

    private final FactIntake intake;
    private final WebhookIntake webhooks;
    private final UnlockIntake unlocks;
    private final WebhookConfig config;
    private final Clock clock;

    WebhookConsumer(
            FactIntake intake, WebhookIntake webhooks, UnlockIntake unlocks, WebhookConfig config, Clock clock) {
        this.intake = intake;
        this.webhooks = webhooks;
        this.unlocks = unlocks;
        this.config = config;
        this.clock = clock;
    }

    @Incoming("webhooks")
    Uni<Void> take(ConsumerRecords<byte[], byte[]> records) {
        Instant oldest = clock.instant().minus(config.kept());
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        records.forEach(all::add);
        return intake.take("webhooks: ", all, () -> new WebhookReader(oldest), this::keep);
    }

    private Uni<Void> keep(WebhookReader read) {
        return webhooks.take(read.batch()).chain(() -> unlocks.take(read.batch().registrations(), read.scans()));
    }
}
