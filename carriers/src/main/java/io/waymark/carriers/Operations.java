package io.waymark.carriers;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What one provider can be asked to do with the settings it has. Immutable. */
public final class Operations {

    /** Nothing: for want of settings, or because the provider only calls. */
    public static final Operations NONE = new Operations(Map.of());

    private final Map<OperationKind<?, ?>, Operation<?, ?>> byKind;

    private Operations(Map<OperationKind<?, ?>, Operation<?, ?>> byKind) {
        this.byKind = byKind;
    }

    /** These and one more; in place of one of the same kind if there is one. */
    public <Q, A> Operations with(OperationKind<Q, A> kind, Operation<Q, A> operation) {
        Map<OperationKind<?, ?>, Operation<?, ?>> more = new HashMap<>(byKind);
        more.put(kind, operation);
        return new Operations(Map.copyOf(more));
    }

    /** These and those; where both have a kind, those. */
    public Operations with(Operations those) {
        Map<OperationKind<?, ?>, Operation<?, ?>> more = new HashMap<>(byKind);
        more.putAll(those.byKind);
        return new Operations(Map.copyOf(more));
    }

    /** The operation of a kind; empty if it is not offered. */
    @SuppressWarnings("unchecked") // with() pairs a kind with an operation of its types
    public <Q, A> Optional<Operation<Q, A>> find(OperationKind<Q, A> kind) {
        return Optional.ofNullable((Operation<Q, A>) byKind.get(kind));
    }

    /** What is offered. */
    public Set<OperationKind<?, ?>> kinds() {
        return byKind.keySet();
    }
}
