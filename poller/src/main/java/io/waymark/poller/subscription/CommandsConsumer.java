package io.waymark.poller.subscription;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import io.waymark.poller.intake.DeadLetterEmitter;
import io.waymark.poller.intake.StorageHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Carries out {@link Command#FOLLOW_NUMBER}; commands of other types are for other services. One that cannot be read or
 * stored goes to the dead letters. While PostgreSQL or the dead letters' topic is away commands wait; none is skipped.
 */
@ApplicationScoped
class CommandsConsumer {

    /** What waits while PostgreSQL is away, as the log says it. */
    private static final String WHAT = "commands";

    private final FurtherNumberRepository ledger;
    private final DeadLetterEmitter deadLetters;
    private final SubscriptionScheduler scheduler;

    CommandsConsumer(FurtherNumberRepository ledger, DeadLetterEmitter deadLetters, SubscriptionScheduler scheduler) {
        this.ledger = ledger;
        this.deadLetters = deadLetters;
        this.scheduler = scheduler;
    }

    @Incoming("commands")
    Uni<Void> carryOut(ConsumerRecord<byte[], byte[]> record) {
        Optional<FurtherNumber> number;
        try {
            number = read(record);
        } catch (SerializationException | IllegalArgumentException e) {
            return deadLetters.send(WHAT, record, e);
        }
        return number.map(found -> follow(record, found))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> follow(ConsumerRecord<byte[], byte[]> record, FurtherNumber number) {
        return number.provider()
                .map(provider -> StorageHandler.whileAway(WHAT, ledger.add(number, provider))
                        .onFailure(StorageHandler::isUnstorable)
                        .recoverWithUni(failure -> deadLetters.send(WHAT, record, failure))
                        .invoke(scheduler::wake))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Optional<FurtherNumber> read(ConsumerRecord<byte[], byte[]> record) {
        Command command = Topics.COMMANDS.values().deserializer().deserialize(record.topic(), record.value());
        if (command == null || command.type() == null) {
            throw new SerializationException("the command has no type");
        }
        return FurtherNumber.of(command);
    }
}
