package io.waymark.poller.booking;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.carriers.Batch;
import io.waymark.carriers.CarrierError.Action;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.OperationKind;
import io.waymark.outbox.TransactionHandler;
import io.waymark.poller.booking.DeskHandler.Desk;
import io.waymark.poller.call.AccountClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches of waybills. The ledger knows whose a batch is before the carrier is asked to open it, so that one whose answer
 * was lost can still be closed, and nobody closes another's.
 */
@ApplicationScoped
class BatchHandler {

    /** It returns something so that Hibernate takes it for a query: as an update it would empty all caches. */
    private static final String ENSURE =
            """
            insert into batch (carrier, name, merchant_id, state, created_at)
            values (?1, ?2, ?3, 'OPENING', ?4) on conflict do nothing returning 1""";

    /** A carrier's word for a name that is taken. */
    private static final String EXISTS = "exists";

    private final DeskHandler desks;
    private final AccountClient client;
    private final TransactionHandler transactions;

    BatchHandler(DeskHandler desks, AccountClient client, TransactionHandler transactions) {
        this.desks = desks;
        this.client = client;
        this.transactions = transactions;
    }

    /**
     * A batch as it stands.
     *
     * @param carrier Waymark's code
     * @param batchId the carrier's; "" if it gave none
     * @param isNew whether it was opened just now
     */
    record Opened(String carrier, String name, String batchId, String state, boolean isNew) {

        static Opened of(BatchRow row, boolean isNew) {
            return new Opened(row.carrier, row.name, row.batchId, row.state.name(), isNew);
        }
    }

    /** Opens a batch; one that is open already stays as it is. Fails with 409 if the name is taken. */
    Uni<Opened> open(Caller caller, @Nullable String carrier, String name) {
        Desk desk = desks.find(OperationKind.OPEN_BATCH, carrier);
        return begin(caller, desk, name)
                .chain(known -> known.state().equals(BatchRow.State.OPENING.name())
                        ? client.ask(desk.provider(), OperationKind.OPEN_BATCH, name)
                                .onFailure(failure -> isOpenAlready(failure, known))
                                .recoverWithItem(new Batch(name, ""))
                                .onFailure(failure -> known.isNew() && isRefusal(failure))
                                .call(failure -> forget(desk, name))
                                .chain(batch -> set(desk, name, BatchRow.State.OPEN, batch.id()))
                        : Uni.createFrom().item(known));
    }

    /** Of a batch that the ledger knew as ours before this call, the carrier knows it because of a call whose answer was lost. */
    private static boolean isOpenAlready(Throwable failure, Opened known) {
        return !known.isNew()
                && failure instanceof CarrierException refusal
                && refusal.code().equals(EXISTS);
    }

    private static boolean isRefusal(Throwable failure) {
        return failure instanceof CarrierException carrier
                && (carrier.error().action() == Action.GIVE_UP
                        || carrier.error().action() == Action.ASK_OPERATOR);
    }

    /** The name is not ours: it never was opened for us. */
    private Uni<Void> forget(Desk desk, String name) {
        return transactions.inTransaction(
                now -> Panache.getSession().chain(session -> find(desk, name).chain(row -> session.remove(row))));
    }

    /** Closes a batch; to do it again changes nothing. Fails with 404 if it is not the caller's. */
    Uni<Opened> close(Caller caller, @Nullable String carrier, String name) {
        Desk desk = desks.find(OperationKind.CLOSE_BATCH, carrier);
        return transactions
                .inTransaction(now -> find(desk, name))
                .map(row -> {
                    if (row == null || !row.merchantId.equals(caller.merchantId())) {
                        throw ProblemException.notFound("batch");
                    }
                    return Opened.of(row, false);
                })
                .chain(known -> known.state().equals(BatchRow.State.CLOSED.name())
                        ? Uni.createFrom().item(known)
                        : client.ask(desk.provider(), OperationKind.CLOSE_BATCH, name)
                                .chain(done -> set(desk, name, BatchRow.State.CLOSED, known.batchId())));
    }

    private Uni<Opened> begin(Caller caller, Desk desk, String name) {
        return transactions.inTransaction(now -> Panache.getSession()
                .chain(session -> session.createNativeQuery(ENSURE, Integer.class)
                        .setParameter(1, desk.carrier())
                        .setParameter(2, name)
                        .setParameter(3, caller.merchantId())
                        .setParameter(4, now)
                        .getResultList())
                .chain((List<Integer> added) -> find(desk, name).map(row -> {
                    if (!row.merchantId.equals(caller.merchantId())) {
                        throw ProblemException.of(ProblemType.CONFLICT, "name", "is taken");
                    }
                    return Opened.of(row, !added.isEmpty());
                })));
    }

    private Uni<Opened> set(Desk desk, String name, BatchRow.State state, String batchId) {
        return transactions.inTransaction(now -> find(desk, name).map(row -> {
            if (row.state != BatchRow.State.CLOSED) {
                row.state = state;
                row.batchId = batchId;
            }
            return Opened.of(row, state == BatchRow.State.OPEN);
        }));
    }

    private static Uni<BatchRow> find(Desk desk, String name) {
        return Panache.getSession()
                .chain(session -> session.find(
                        BatchRow.class, new BatchRow.Key(desk.carrier(), name), LockModeType.PESSIMISTIC_WRITE));
    }
}
