package io.waymark.console.command;

import io.smallrye.mutiny.Uni;

/** Carries out the commands of one type. */
public interface CommandIntake {

    /** Which, see {@link io.waymark.contract.Command}. */
    String type();

    /**
     * Completes when it is carried out, or has been before. Fails for ever, so that the command goes to the dead letters, with a
     * {@link io.waymark.api.problem.ProblemException} or a {@link org.apache.kafka.common.errors.SerializationException}.
     */
    Uni<Void> carryOut(CommandRecord command);
}
