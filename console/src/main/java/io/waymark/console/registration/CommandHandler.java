package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.logging.Log;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.request.JsonBody;
import io.waymark.console.access.ApiKeyRepository;
import io.waymark.console.intake.DeadLetterEmitter;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Carries out {@link Command#REGISTER_SHIPMENT}, exactly as the merchant's own call would be; commands of other types are
 * for other services. A command that cannot be read, that the merchant would have been refused (409, 422), or whose
 * values the database refuses, goes to the dead letters. Everything else that fails is tried again until it succeeds:
 * while PostgreSQL or Kafka is away commands wait, in their order, and none is skipped.
 */
@ApplicationScoped
class CommandHandler {

    private final ApiKeyRepository merchants;
    private final RegistrationHandler registrations;
    private final DeadLetterEmitter deadLetters;
    private final Vertx vertx;

    CommandHandler(
            ApiKeyRepository merchants, RegistrationHandler registrations, DeadLetterEmitter deadLetters, Vertx vertx) {
        this.merchants = merchants;
        this.registrations = registrations;
        this.deadLetters = deadLetters;
        this.vertx = vertx;
    }

    /** Completes when every command of the batch is carried out, ignored or a dead letter; never fails. */
    Uni<Void> handle(ConsumerRecords<byte[], byte[]> batch) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        batch.records(Topics.COMMANDS.name()).forEach(records::add);
        return RecordHandler.each(records, record -> RecordHandler.untilDone("command", () -> handle(record)));
    }

    private Uni<Void> handle(ConsumerRecord<byte[], byte[]> record) {
        return Uni.createFrom()
                .deferred(() -> carryOut(record))
                .onFailure(CommandHandler::isForEver)
                .recoverWithUni(failure -> deadLetters.send(Topics.COMMANDS, record, reason(failure)));
    }

    private Uni<Void> carryOut(ConsumerRecord<byte[], byte[]> record) {
        Command command = read(record);
        if (!command.type().equals(Command.REGISTER_SHIPMENT)) {
            return Uni.createFrom().voidItem();
        }
        String merchantId = merchant(command);
        RegistrationRequest request = RegistrationParser.parse(arguments(record));
        if (!request.shipmentId().toString().equals(command.target())) {
            throw new SerializationException("the command's arguments name another shipment than its target");
        }
        return merchants
                .addMerchant(merchantId)
                .chain(() -> this.<Boolean>onContextOfItsOwn(() -> registrations.register(merchantId, request)))
                .invoke(isNew -> Log.debugf("command carried out command=%s new=%s", command.id(), isNew))
                .replaceWithVoid();
    }

    private static Command read(ConsumerRecord<byte[], byte[]> record) {
        Command command = Topics.COMMANDS.values().deserializer().deserialize(record.topic(), record.value());
        if (command == null || command.type() == null) {
            throw new SerializationException("the command has no type");
        }
        return command;
    }

    private static String merchant(Command command) {
        String merchantId = command.merchantId();
        if (merchantId == null || merchantId.isBlank()) {
            throw new SerializationException("the command names no merchant");
        }
        return merchantId;
    }

    /** Read again as a call's body is: decimals keep their digits, and no field stands twice. */
    private static ObjectNode arguments(ConsumerRecord<byte[], byte[]> record) {
        if (JsonBody.object(record.value()).get("arguments") instanceof ObjectNode arguments) {
            return arguments;
        }
        throw new SerializationException("the command has no arguments");
    }

    /** A Hibernate Reactive session belongs to its context: each attempt begins with an unused one. */
    private <T> Uni<T> onContextOfItsOwn(Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(
                    start -> Uni.createFrom().deferred(work).subscribe().with(emitter::complete, emitter::fail));
        });
    }

    private static boolean isForEver(Throwable failure) {
        return failure instanceof ProblemException
                || failure instanceof SerializationException
                || RecordHandler.isDataAtFault(failure);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof ProblemException refusal) {
            Problem problem = refusal.problem();
            return "refused with " + problem.status() + ": " + problem.detail();
        }
        return failure instanceof SerializationException
                ? String.valueOf(failure.getMessage())
                : "the database refuses it";
    }
}
