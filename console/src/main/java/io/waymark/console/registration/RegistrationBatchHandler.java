package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.ProblemException;
import io.waymark.console.intake.RecordHandler;
import io.waymark.console.readmodel.SeedRepository;
import io.waymark.console.readmodel.SeedRepository.Seed;
import io.waymark.outbox.OutboxBatchRepository;
import io.waymark.outbox.OutboxEntry;
import io.waymark.sealing.SealException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Registers many shipments in one transaction, each exactly as {@link RegistrationHandler} would by itself: the rules are
 * those of {@link RegistrationParser} and {@link RegistrationBook}. One that is refused leaves nothing, and the others stand.
 */
@ApplicationScoped
public class RegistrationBatchHandler {

    private static final List<FieldError> NOT_OPENED =
            List.of(new FieldError("", "what was registered earlier cannot be opened to be compared with it"));

    private final RegistrationBatchRepository repository;
    private final SeedRepository readModel;
    private final OutboxBatchRepository outbox;

    RegistrationBatchHandler(
            RegistrationBatchRepository repository, SeedRepository readModel, OutboxBatchRepository outbox) {
        this.repository = repository;
        this.readModel = readModel;
        this.outbox = outbox;
    }

    /**
     * Registers the first of these in the connection's transaction. After it commits the outbox's relay is to be woken.
     *
     * @param bodies as {@code POST /v1/shipments} takes them
     * @return what became of the first ones, at least one; those after them are to be given again once this has committed,
     *     since the first of them is about the same as one of these
     */
    public Uni<List<RegistrationOutcome>> register(
            SqlConnection connection, String merchantId, List<ObjectNode> bodies) {
        RegistrationBatch batch = RegistrationBatch.of(bodies);
        List<RegistrationRequest> requests = batch.requests();
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return requests.isEmpty()
                ? Uni.createFrom().item(batch.outcomes(Map.of()))
                : repository.open(connection, requests, now).chain(books -> {
                    Decisions decisions = new Decisions(merchantId, now);
                    requests.forEach(request -> decisions.decide(request, books.get(request)));
                    return store(connection, decisions, now).replaceWith(batch.outcomes(decisions.outcomes));
                });
    }

    private Uni<Void> store(SqlConnection connection, Decisions decisions, Instant now) {
        List<OutboxEntry<?>> records = decisions.changed.stream()
                .<OutboxEntry<?>>map(book -> RegistrationHandler.entry(book, now))
                .toList();
        return RecordHandler.inOneGo(List.of(
                repository.store(connection, decisions.changed),
                outbox.addAll(connection, records),
                readModel.seedAll(connection, decisions.seeds, now),
                repository.forget(connection, decisions.refused)));
    }

    /** What the books say to the requests. */
    private static final class Decisions {

        private final String merchantId;
        private final Instant now;
        private final Map<RegistrationRequest, RegistrationOutcome> outcomes = new HashMap<>();
        private final List<RegistrationBook> changed = new ArrayList<>();
        private final List<Seed> seeds = new ArrayList<>();
        private final List<RegistrationBook> refused = new ArrayList<>();

        Decisions(String merchantId, Instant now) {
            this.merchantId = merchantId;
            this.now = now;
        }

        void decide(RegistrationRequest request, @Nullable RegistrationBook book) {
            if (book == null) {
                throw new IllegalStateException("every request has a book");
            }
            try {
                boolean isNew = book.register(merchantId, request, now);
                outcomes.put(request, isNew ? RegistrationOutcome.REGISTERED : RegistrationOutcome.REPEATED);
                seeds.add(new Seed(request.shipmentId(), request.carrier(), request.trackingNumber()));
                if (book.isChanged()) {
                    changed.add(book);
                }
            } catch (ProblemException contradiction) {
                outcomes.put(request, RegistrationOutcome.refused(contradiction.problem()));
                refused.add(book);
            } catch (SealException closed) {
                Log.errorf(
                        "registration cannot be compared shipment=%s error=%s",
                        request.shipmentId(), closed.getMessage());
                outcomes.put(request, RegistrationOutcome.refused(NOT_OPENED));
                refused.add(book);
            }
        }
    }
}
