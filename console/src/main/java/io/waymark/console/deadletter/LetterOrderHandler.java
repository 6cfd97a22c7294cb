package io.waymark.console.deadletter;

import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.api.access.Caller;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.console.order.CommandView;
import io.waymark.console.order.OrderHandler;
import io.waymark.console.order.OrderRequest;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.OffsetRanges;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides about dead letters, for those who run the installation: that is for the caller to have made sure of. */
@ApplicationScoped
public class LetterOrderHandler {

    /** How many an order names at most, the oldest first. */
    public static final int MOST = 10_000;

    private final LetterQueryRepository known;
    private final LetterRepository letters;
    private final OrderHandler orders;

    LetterOrderHandler(LetterQueryRepository known, LetterRepository letters, OrderHandler orders) {
        this.known = known;
        this.letters = letters;
        this.orders = orders;
    }

    /**
     * Orders that they be put back; completes when the order cannot be lost. Fails with 404 where an id is not known, and with 409
     * where none is left that waits and may be put back. What was ordered under a key is not looked for again: it no longer waits.
     */
    public Uni<CommandView> redrive(Caller caller, RedriveRequest request, @Nullable String key) {
        return orders.earlier(caller, Command.REDRIVE_DEAD_LETTERS, request.why(), key)
                .chain(earlier ->
                        earlier.map(given -> Uni.createFrom().item(given)).orElseGet(() -> give(caller, request, key)));
    }

    private Uni<CommandView> give(Caller caller, RedriveRequest request, @Nullable String key) {
        return wanted(request).chain(wanted -> {
            if (wanted.isEmpty()) {
                throw conflict("No dead letter that is asked for waits and may be put back.");
            }
            OrderRequest order = new OrderRequest(
                    Command.REDRIVE_DEAD_LETTERS,
                    UUID.fromString(Command.REDRIVE),
                    request.why(),
                    arguments(wanted),
                    key);
            List<UUID> ids = wanted.stream().map(DeadLetter::letterId).toList();
            return orders.give(caller, caller.merchantId(), order, command -> letters.ordered(ids, command));
        });
    }

    private Uni<List<DeadLetter>> wanted(RedriveRequest request) {
        if (request.letterIds().isEmpty()) {
            List<String> topics = Topics.REDRIVABLE.stream().map(Topic::name).toList();
            return known.redrivable(request.filter(), topics, Topics.NORMALIZER_GROUP, MOST);
        }
        return known.all(request.letterIds()).map(found -> {
            if (found.size() < request.letterIds().stream().distinct().count()) {
                throw ProblemException.notFound("dead letter");
            }
            return found.stream()
                    .filter(letter -> letter.state() == LetterState.WAITING && letter.redrivable())
                    .toList();
        });
    }

    private static ObjectNode arguments(List<DeadLetter> wanted) {
        Map<String, List<DeadLetter>> parts = new TreeMap<>(
                wanted.stream().collect(groupingBy(letter -> letter.deadLetters() + "-" + letter.partition())));
        ObjectNode arguments = JsonSerde.mapper().createObjectNode();
        ArrayNode named = arguments.putArray("letters");
        parts.values().forEach(part -> named.addObject()
                .put("topic", part.get(0).deadLetters())
                .put("partition", part.get(0).partition())
                .put(
                        "offsets",
                        OffsetRanges.of(part.stream().map(DeadLetter::offset).toList())
                                .toString()));
        return arguments;
    }

    /**
     * Says that it may stay where it is, with the state that it has then. Fails with 404 where it is not known, and with 409 where
     * it was put back.
     */
    public Uni<DeadLetter> discard(Caller caller, UUID letterId, String reason) {
        return letters.discard(letterId, caller.name(), reason)
                .chain(() -> find(letterId))
                .invoke(letter -> {
                    if (letter.state() != LetterState.DISCARDED) {
                        throw conflict("The dead letter was put back.");
                    }
                });
    }

    /** One; fails with 404. */
    public Uni<DeadLetter> find(UUID letterId) {
        return known.find(letterId).map(found -> found.orElseThrow(() -> ProblemException.notFound("dead letter")));
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(Problem.of(ProblemType.CONFLICT, detail));
    }
}
