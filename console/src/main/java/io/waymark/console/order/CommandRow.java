package io.waymark.console.order;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order that was given: the audit's record. What became of it is written by the read model alone. */
@Entity
@Table(name = "command")
class CommandRow {

    @Id
    @Column(name = "command_id")
    String commandId;

    String type;

    String target;

    @Column(name = "merchant_id")
    String merchantId;

    String actor;

    String reason;

    /** A JSON object. */
    String arguments;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Enumerated(EnumType.STRING)
    @Column(insertable = false, updatable = false)
    CommandView.@Nullable State state;

    @Column(insertable = false, updatable = false)
    @Nullable
    String detail;

    @Column(name = "decided_at", insertable = false, updatable = false)
    @Nullable
    Instant decidedAt;

    /** Whether the other order asks for the same. */
    boolean asks(CommandRow other) {
        return type.equals(other.type)
                && target.equals(other.target)
                && reason.equals(other.reason)
                && arguments.equals(other.arguments);
    }

    CommandView view() {
        return new CommandView(
                commandId,
                type,
                target,
                actor,
                reason,
                issuedAt,
                state == null ? CommandView.State.PENDING : state,
                detail == null ? "" : detail,
                decidedAt);
    }
}
