package io.waymark.console.order;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.readmodel.SettlementQueryRepository;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Topics;
import io.waymark.outbox.OutboxRelay;
import io.waymark.outbox.OutboxRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Takes orders. An order is stored, with who gave it and why, in the transaction that puts its command into the outbox:
 * either both happened or nothing. Who carries it out, or refuses it, says so: the ledger with the settlement, others with
 * an answer to the command.
 */
@ApplicationScoped
public class OrderHandler {

    private static final String SOURCE = "/waymark/console";
    private static final JsonSerde<ObjectNode> ARGUMENTS = JsonSerde.of(ObjectNode.class);

    private final SettlementQueryRepository settlements;
    private final OutboxRepository outbox;
    private final OutboxRelay relay;

    OrderHandler(SettlementQueryRepository settlements, OutboxRepository outbox, OutboxRelay relay) {
        this.settlements = settlements;
        this.outbox = outbox;
        this.relay = relay;
    }

    /**
     * Completes when the order cannot be lost. Fails with 404 where the caller has no such settlement, and with 409 where
     * its Idempotency-Key stands for another order.
     */
    public Uni<CommandView> order(Caller caller, OrderRequest request) {
        return settlements
                .find(caller.owner(), request.target())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("settlement")))
                .chain(stored -> give(caller, stored.merchantId(), request));
    }

    /**
     * Completes when the order cannot be lost. Fails with 409 where the caller's Idempotency-Key stands for another order.
     *
     * @param owner the merchant whose it is what the order is about; that the caller may see it is known
     */
    public Uni<CommandView> give(Caller caller, String owner, OrderRequest request) {
        return give(caller, owner, request, commandId -> Uni.createFrom().voidItem());
    }

    /**
     * The same with what is entered beside, if the order is new: given the command's id, in the same Hibernate Reactive transaction.
     */
    public Uni<CommandView> give(
            Caller caller, String owner, OrderRequest request, Function<String, Uni<Void>> beside) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return once(row(caller, owner, request, now), beside).map(CommandRow::view);
    }

    /** The order of a type, and for a reason, that the caller gave under a key before; empty if there is none. */
    public Uni<Optional<CommandView>> earlier(Caller caller, String type, String reason, @Nullable String key) {
        return key == null
                ? Uni.createFrom().item(Optional.empty())
                : row(OrderRequest.commandId(caller, key).toString())
                        .map(row -> row.filter(one -> one.type.equals(type) && one.reason.equals(reason))
                                .map(CommandRow::view));
    }

    /** The order and what came of it; fails with 404 where the caller may not see its settlement. */
    public Uni<CommandView> find(Caller caller, String commandId) {
        return row(commandId)
                .map(found -> found.filter(row -> caller.isStaff() || row.merchantId.equals(caller.merchantId()))
                        .map(CommandRow::view)
                        .orElseThrow(() -> ProblemException.notFound("command")));
    }

    private static Uni<Optional<CommandRow>> row(String commandId) {
        return Panache.withSession(
                        () -> Panache.getSession().chain(session -> session.find(CommandRow.class, commandId)))
                .map(Optional::ofNullable);
    }

    /** Two calls with one key may come at the same time; the table's key lets one of them through, the other finds it. */
    private Uni<CommandRow> once(CommandRow row, Function<String, Uni<Void>> beside) {
        return Uni.createFrom()
                .deferred(() -> Panache.withTransaction(
                        () -> Panache.getSession().chain(session -> store(session, row, beside))))
                .onFailure(ConstraintViolationException.class)
                .retry()
                .atMost(1)
                .invoke(relay::wake);
    }

    private Uni<CommandRow> store(Mutiny.Session session, CommandRow row, Function<String, Uni<Void>> beside) {
        return session.find(CommandRow.class, row.commandId).chain(earlier -> {
            if (earlier != null) {
                return Uni.createFrom().item(same(earlier, row));
            }
            return session.persist(row)
                    .chain(session::flush)
                    .chain(() -> send(row))
                    .chain(() -> beside.apply(row.commandId))
                    .replaceWith(row);
        });
    }

    private static CommandRow same(CommandRow earlier, CommandRow row) {
        if (!earlier.asks(row)) {
            throw new ProblemException(Problem.of(
                    ProblemType.CONFLICT, OrderRequest.IDEMPOTENCY_KEY + " was used for another order before."));
        }
        return earlier;
    }

    private Uni<Void> send(CommandRow row) {
        Command command = new Command(
                row.commandId,
                row.type,
                row.target,
                row.actor,
                row.merchantId,
                row.reason,
                row.issuedAt,
                ARGUMENTS.read(row.arguments.getBytes(UTF_8)));
        return outbox.add(Topics.COMMANDS, command.target(), command, command.attributes(SOURCE));
    }

    private static CommandRow row(Caller caller, String owner, OrderRequest request, Instant now) {
        CommandRow row = new CommandRow();
        row.commandId = request.commandId(caller).toString();
        row.type = request.type();
        row.target = request.target().toString();
        row.arguments = request.arguments().toString();
        row.merchantId = owner;
        row.actor = caller.name();
        row.reason = request.reason();
        row.issuedAt = now;
        return row;
    }
}
