package io.waymark.poller.subscription;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.waymark.carriers.ProviderId;
import io.waymark.contract.Command;
import io.waymark.contract.Erasure;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxRelay;
import io.waymark.poller.intake.DeadLetterEmitter;
import io.waymark.poller.intake.StorageHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Carries out {@link Command#FOLLOW_NUMBER}, {@link Command#ERASE} and {@link Command#ERASE_REGISTRATION}; commands of other
 * types, or for other services, are passed over. One that cannot be read or stored goes to the dead letters. While PostgreSQL or the dead letters' topic is
 * away commands wait; none is skipped.
 */
@ApplicationScoped
class CommandsConsumer {

    /** What waits while PostgreSQL is away, as the log says it. */
    private static final String WHAT = "commands";

    private final FurtherNumberRepository ledger;
    private final ErasureRepository erasures;
    private final DeadLetterEmitter deadLetters;
    private final SubscriptionScheduler scheduler;
    private final OutboxRelay relay;

    CommandsConsumer(
            FurtherNumberRepository ledger,
            ErasureRepository erasures,
            DeadLetterEmitter deadLetters,
            SubscriptionScheduler scheduler,
            OutboxRelay relay) {
        this.ledger = ledger;
        this.erasures = erasures;
        this.deadLetters = deadLetters;
        this.scheduler = scheduler;
        this.relay = relay;
    }

    @Incoming("commands")
    Uni<Void> carryOut(ConsumerRecord<byte[], byte[]> record) {
        Optional<Uni<Void>> work;
        try {
            work = work(read(record));
        } catch (SerializationException | IllegalArgumentException e) {
            return deadLetters.send(WHAT, record, e);
        }
        return work.map(found -> StorageHandler.whileAway(WHAT, found)
                        .onFailure(StorageHandler::isUnstorable)
                        .recoverWithUni(failure -> deadLetters.send(WHAT, record, failure)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Optional<Uni<Void>> work(Command command) {
        return Erasure.of(command, Topics.POLLER_GROUP).map(this::erase).or(() -> FurtherNumber.of(command)
                .flatMap(number -> number.provider().map(provider -> follow(number, provider))));
    }

    private Uni<Void> erase(Erasure order) {
        return erasures.carryOut(order)
                .invoke(() -> Log.infof("erased by order shipment=%s erasure=%s", order.shipmentId(), order.id()))
                .invoke(relay::wake);
    }

    private Uni<Void> follow(FurtherNumber number, ProviderId provider) {
        return ledger.add(number, provider).invoke(scheduler::wake);
    }

    private static Command read(ConsumerRecord<byte[], byte[]> record) {
        Command command = Topics.COMMANDS.values().deserializer().deserialize(record.topic(), record.value());
        if (command == null || command.type() == null) {
            throw new SerializationException("the command has no type");
        }
        return command;
    }
}
