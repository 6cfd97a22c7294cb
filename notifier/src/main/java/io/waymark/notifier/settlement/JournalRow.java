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

    /** Of comparisons in a row that move nothing the last is held: they come for weeks, and would push out all else. */
    JournalRow with(SettlementChange change) {
        List<SettlementChange> before = changeList();
        boolean isRepeat = movesNothing(change) && !before.isEmpty() && movesNothing(before.get(before.size() - 1));
        return new JournalRow(added(isRepeat ? before.subList(0, before.size() - 1) : before, change), attemptLog);
    }

    private static boolean movesNothing(SettlementChange change) {
        return change.cause().equals(ChangeCause.COMPARED.name()) && change.to() == change.from();
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
