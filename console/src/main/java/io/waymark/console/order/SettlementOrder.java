package io.waymark.console.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.contract.Command;
import java.util.ArrayList;
import java.util.List;

/** What may be ordered about a settlement. Whether its state allows it is for the ledger to say. */
public enum SettlementOrder {
    /** Try again now. */
    RETRY(Command.RETRY_SETTLEMENT, false),
    /** Send nothing until it is released. */
    HOLD(Command.HOLD_SETTLEMENT, true),
    /** Let it go on, whatever it was held for. */
    RELEASE(Command.RELEASE_SETTLEMENT, true),
    /** Give it up for good. */
    WRITE_OFF(Command.WRITE_OFF_SETTLEMENT, true);

    private static final int MAX_REASON = 500;

    private final String type;
    private final boolean needsReason;

    SettlementOrder(String type, boolean needsReason) {
        this.type = type;
        this.needsReason = needsReason;
    }

    /** The command's type. */
    String type() {
        return type;
    }

    /** The reason that a body gives; empty where there is none and none is needed. Fails with 422. */
    public String reason(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        String reason = needsReason ? fields.requiredText("reason", MAX_REASON) : fields.text("reason", MAX_REASON);
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return reason == null ? "" : reason;
    }
}
