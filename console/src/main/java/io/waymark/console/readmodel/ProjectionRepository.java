package io.waymark.console.readmodel;

import io.smallrye.mutiny.Uni;
import io.waymark.contract.Topic;
import java.util.List;

/** The tables that follow one topic. */
public interface ProjectionRepository<V> {

    /** What is followed. */
    Topic<String, V> topic();

    /** Whether a readable record says all that the tables need; one that does not goes to the dead letters. */
    boolean accepts(Change<V> change);

    /**
     * Applies the changes in one transaction, in their order. Applying one again, or one that is older than what is
     * stored, changes nothing.
     */
    Uni<Void> apply(List<Change<V>> changes);
}
