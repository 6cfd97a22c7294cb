package io.waymark.notifier.settlement;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The deadline of a row.
 *
 * @param dueAt when somebody must next be told of it; null if never
 */
@Embeddable
record DeadlineRow(
        @Column(name = "deadline") @Nullable Instant at,
        @Column(name = "deadline_alarm") @Nullable Integer alarm,
        @Column(name = "deadline_due_at") @Nullable Instant dueAt,
        @Column(name = "overdue") boolean overdue) {

    static DeadlineRow of(LedgerEntry entry) {
        Deadline deadline = entry.particulars().deadline();
        return new DeadlineRow(
                deadline.at(), deadline.alarm(), entry.isOpen() ? deadline.dueAt() : null, deadline.overdue());
    }

    Deadline deadline() {
        return new Deadline(at, alarm, overdue);
    }
}
