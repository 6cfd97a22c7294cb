package io.waymark.console.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;

/** Notes what came of an order, as the service says that carried it out or refused it. The first word stands. */
@ApplicationScoped
class AnswerIntake implements CommandIntake {

    private static final String DECIDE =
            """
            update command set state = $1, detail = $2, decided_at = $3
            where command_id = $4 and state = 'PENDING'""";

    private static final Set<String> STATES = Set.of(CommandView.State.DONE.name(), CommandView.State.REFUSED.name());

    private final Pool database;

    AnswerIntake(Pool database) {
        this.database = database;
    }

    @Override
    public String type() {
        return Command.ANSWER_COMMAND;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord answer) {
        ObjectNode arguments = answer.arguments();
        String state = arguments.path("state").asText();
        if (!STATES.contains(state)) {
            throw new SerializationException("the answer does not say what came of the order");
        }
        return database.preparedQuery(DECIDE)
                .execute(Tuple.of(
                        state,
                        arguments.path("detail").asText(),
                        answer.command().issuedAt().atOffset(ZoneOffset.UTC),
                        answer.target()))
                .replaceWithVoid();
    }
}
