package io.waymark.console.erasure;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import io.waymark.outbox.OutboxRelay;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes what services say that were asked to erase, and the step that follows from it. */
@ApplicationScoped
class ErasedIntake implements CommandIntake {

    private final Pool database;
    private final ErasurePartRepository parts;
    private final ErasureRepository erasures;
    private final ErasureStepHandler steps;
    private final OutboxRelay relay;

    ErasedIntake(
            Pool database,
            ErasurePartRepository parts,
            ErasureRepository erasures,
            ErasureStepHandler steps,
            OutboxRelay relay) {
        this.database = database;
        this.parts = parts;
        this.erasures = erasures;
        this.steps = steps;
        this.relay = relay;
    }

    @Override
    public String type() {
        return Command.ERASED;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord command) {
        ErasedRecord answer = ErasedRecord.read(command);
        return database.withTransaction(connection -> parts.answer(connection, answer)
                        .chain(() -> erasures.lock(connection, answer.erasureId()))
                        .chain(told ->
                                told.isEmpty() ? Uni.createFrom().voidItem() : steps.next(connection, told.get())))
                .invoke(relay::wake);
    }
}
