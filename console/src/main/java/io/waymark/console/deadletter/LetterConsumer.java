package io.waymark.console.deadletter;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Follows what was refused at the door and what services set aside, in a group of its own: nobody waits for it. */
@ApplicationScoped
class LetterConsumer {

    private final LetterHandler handler;

    LetterConsumer(LetterHandler handler) {
        this.handler = handler;
    }

    @Incoming("letters")
    Uni<Void> letters(ConsumerRecords<byte[], LetterValue> batch) {
        return handler.letters(batch);
    }

    @Incoming("refusals")
    Uni<Void> refusals(ConsumerRecords<byte[], byte[]> batch) {
        return handler.rejections(batch);
    }
}
