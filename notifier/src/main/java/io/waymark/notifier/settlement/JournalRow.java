package io.waymark.notifier.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Settlement;
import io.waymark.contract.SettlementAttempt;
import io.waymark.contract.SettlementChange;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.ArrayList;
import java.util.List;

/**
 * The newest {@link Settlement#MOST_KEPT} entries of a row's history, kept with the row as JSON arrays so that it is
 * published without reading the history.
 */
@Embeddable
record JournalRow(@Column(name = "changes") String changes, @Column(name = "attempt_log") String attemptLog) {

    /** Of a row to which nothing has happened. */
    static final JournalRow EMPTY = new JournalRow("[]", "[]");

    private static final TypeReference<List<SettlementChange>> CHANGES = new TypeReference<>() {};
    private static final TypeReference<List<SettlementAttempt>> ATTEMPTS = new TypeReference<>() {};

    List<SettlementChange> changeList() {
        return read(changes, CHANGES);
    }

    List<SettlementAttempt> attemptList() {
        return read(attemptLog, ATTEMPTS);
    }

    JournalRow with(SettlementChange change) {
        return new JournalRow(added(changeList(), change), attemptLog);
    }

    JournalRow with(SettlementAttempt attempt) {
        return new JournalRow(changes, added(attemptList(), attempt));
    }

    private static <E> String added(List<E> entries, E entry) {
        List<E> all = new ArrayList<>(entries);
        all.add(entry);
        try {
            return JsonSerde.mapper()
                    .writeValueAsString(all.subList(Math.max(0, all.size() - Settlement.MOST_KEPT), all.size()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <E> List<E> read(String journal, TypeReference<List<E>> type) {
        try {
            return JsonSerde.mapper().readValue(journal, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds a journal that it did not write", e);
        }
    }
}
