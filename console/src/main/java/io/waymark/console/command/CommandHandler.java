package io.waymark.console.command;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.intake.DeadLetterEmitter;
import io.waymark.console.intake.RecordHandler;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Carries out what the console is asked for; commands of other types are for other services. A command that cannot be read,
 * that a merchant would have been refused (409, 422), or whose values the database refuses, goes to the dead letters.
 * Everything else that fails is tried again until it succeeds: while PostgreSQL or Kafka is away commands wait, in their
 * order, and none is skipped.
 */
@ApplicationScoped
class CommandHandler {

    private final Map<String, CommandIntake> intakes;
    private final DeadLetterEmitter deadLetters;
    private final Vertx vertx;

    CommandHandler(@All List<CommandIntake> intakes, DeadLetterEmitter deadLetters, Vertx vertx) {
        this.intakes = intakes.stream().collect(toUnmodifiableMap(CommandIntake::type, Function.identity()));
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
        CommandRecord command = CommandRecord.read(record);
        CommandIntake intake = intakes.get(command.type());
        return intake == null
                ? Uni.createFrom().voidItem()
                : this.<Void>onContextOfItsOwn(() -> intake.carryOut(command))
                        .invoke(() -> Log.debugf("command carried out command=%s", command.id()));
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
