package io.waymark.console.replay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.console.command.CommandIntake;
import io.waymark.console.command.CommandRecord;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.ReplayFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;

/** Keeps the reports that the command {@code replay} publishes. */
@ApplicationScoped
class ReplayIntake implements CommandIntake {

    private static final JsonSerde<ReplayFindings> FINDINGS = JsonSerde.of(ReplayFindings.class);
    private static final JsonSerde<ObjectNode> ARGUMENTS = JsonSerde.of(ObjectNode.class);

    private final ReplayRepository replays;

    ReplayIntake(ReplayRepository replays) {
        this.replays = replays;
    }

    @Override
    public String type() {
        return Command.REPORT_REPLAY;
    }

    @Override
    public Uni<Void> carryOut(CommandRecord told) {
        ReplayFindings findings = FINDINGS.read(ARGUMENTS.write(told.arguments()));
        boolean isWhole = Stream.of(findings.now(), findings.then(), findings.all(), findings.rules(), findings.money())
                .allMatch(Objects::nonNull);
        if (!isWhole) {
            throw new SerializationException("the report is not whole");
        }
        return replays.add(id(told.target()), told.command().issuedAt(), findings);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw new SerializationException("the report has no id");
        }
    }
}
