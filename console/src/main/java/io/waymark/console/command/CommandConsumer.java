package io.waymark.console.command;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Follows what other services ask for. Apart from the read model's consumer, so that neither waits for the other. See
 * {@link CommandHandler} for what becomes of a command that cannot be carried out.
 */
@ApplicationScoped
class CommandConsumer {

    private final CommandHandler handler;

    CommandConsumer(CommandHandler handler) {
        this.handler = handler;
    }

    @Incoming("commands")
    Uni<Void> carryOut(ConsumerRecords<byte[], byte[]> batch) {
        return handler.handle(batch);
    }
}
