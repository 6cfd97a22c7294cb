package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Registrations that can be decided side by side: no two of them are about one shipment or one settlement, unless they say
 * the very same. Of those it is given it holds the first ones, up to the first that has to wait for one before it.
 */
final class RegistrationBatch {

    /** One of those given: what it asks for or, where it is not valid in itself, why not. */
    private record Entry(@Nullable RegistrationRequest request, RegistrationOutcome refusal) {}

    private final List<Entry> entries = new ArrayList<>();
    private final Set<RegistrationRequest> requests = new LinkedHashSet<>();

    private RegistrationBatch() {}

    static RegistrationBatch of(List<ObjectNode> bodies) {
        RegistrationBatch batch = new RegistrationBatch();
        Set<Object> subjects = new HashSet<>();
        for (ObjectNode body : bodies) {
            Entry entry = read(body);
            if (entry.request != null && !batch.requests.contains(entry.request)) {
                Set<Object> its = subjects(entry.request);
                if (!Collections.disjoint(subjects, its)) {
                    break;
                }
                subjects.addAll(its);
                batch.requests.add(entry.request);
            }
            batch.entries.add(entry);
        }
        return batch;
    }

    /** What is to be decided, each once. */
    List<RegistrationRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * What becomes of each that it holds, in their order.
     *
     * @param decided what becomes of each request when it is said for the first time
     */
    List<RegistrationOutcome> outcomes(Map<RegistrationRequest, RegistrationOutcome> decided) {
        Map<RegistrationRequest, RegistrationOutcome> left = new HashMap<>(decided);
        List<RegistrationOutcome> outcomes = new ArrayList<>();
        for (Entry entry : entries) {
            RegistrationOutcome outcome =
                    entry.request == null ? entry.refusal : Objects.requireNonNull(left.get(entry.request));
            outcomes.add(outcome);
            if (entry.request != null) {
                left.put(entry.request, outcome.again());
            }
        }
        return outcomes;
    }

    private static Entry read(ObjectNode body) {
        try {
            return new Entry(RegistrationParser.parse(body), RegistrationOutcome.REGISTERED);
        } catch (ProblemException invalid) {
            return new Entry(null, RegistrationOutcome.refused(invalid.problem()));
        }
    }

    private static Set<Object> subjects(RegistrationRequest request) {
        SettlementRequest settlement = request.settlement();
        return settlement == null
                ? Set.of(request.shipmentId())
                : Set.of(request.shipmentId(), settlement.idFor(request.trackingNumber()));
    }
}
