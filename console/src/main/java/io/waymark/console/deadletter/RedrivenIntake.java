package io.waymark.console.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import io.waymark.contract.OffsetRanges;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.errors.SerializationException;

/** Notes that dead letters were put back, by an order or from the command line. */
@ApplicationScoped
class RedrivenIntake implements CommandIntake {

    /** More than are told at one time. */
    private static final int MOST = 10_000;

    private final LetterRepository letters;

    RedrivenIntake(LetterRepository letters) {
        this.letters = letters;
    }

    @Override
    public String type() {
        return Command.DEAD_LETTERS_REDRIVEN;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord told) {
        ObjectNode arguments = told.arguments();
        return letters.redriven(
                told.target(),
                arguments.path("topic").asText(),
                arguments.path("partition").asInt(),
                offsets(arguments.path("offsets").asText()),
                told.command().issuedAt());
    }

    private static OffsetRanges offsets(String text) {
        try {
            OffsetRanges offsets = OffsetRanges.parse(text);
            if (offsets.size() <= MOST) {
                return offsets;
            }
        } catch (IllegalArgumentException none) {
            // told below
        }
        throw new SerializationException("the command does not say which dead letters");
    }
}
