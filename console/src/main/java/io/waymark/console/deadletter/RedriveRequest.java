package io.waymark.console.deadletter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.problem.FieldError;
import io.waymark.api.problem.Problem;
import io.waymark.api.problem.ProblemException;
import io.waymark.api.problem.ProblemType;
import io.waymark.api.request.FieldReader;
import io.waymark.contract.ShipmentId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters somebody wants put back, and why.
 *
 * @param letterIds those and no others; empty where a filter says which
 * @param filter of those that wait
 * @param why the caller's words; empty if there were none
 */
public record RedriveRequest(List<UUID> letterIds, LetterFilter filter, String why) {

    private static final int MOST_IDS = 200;
    private static final int LONGEST = 500;
    private static final int ID_LENGTH = 36;

    /** Reads a body; fails with 422 where it does not say which, by ids or by a filter that may be empty. */
    public static RedriveRequest parse(ObjectNode body) {
        List<FieldError> errors = new ArrayList<>();
        FieldReader fields = new FieldReader(body, errors);
        List<String> ids = fields.texts("ids", MOST_IDS, ID_LENGTH);
        FieldReader filter = fields.object("filter");
        if (errors.isEmpty() && fields.has("ids") == fields.has("filter")) {
            fields.refuse("ids", "either ids or filter is needed");
        } else if (errors.isEmpty() && ids == null && filter == null) {
            fields.refuse("ids", "must not be empty");
        }
        LetterFilter wanted = filter == null ? everything() : filter(filter);
        List<UUID> letterIds = ids == null ? List.of() : uuids(fields, ids);
        String why = fields.text("why", LONGEST);
        fields.refuseUnknown();
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.of(ProblemType.INVALID, errors));
        }
        return new RedriveRequest(letterIds, wanted, why == null ? "" : why);
    }

    static LetterFilter everything() {
        return new LetterFilter(null, null, null, null, null);
    }

    private static LetterFilter filter(FieldReader filter) {
        LetterFilter wanted = new LetterFilter(
                filter.text("group", LONGEST),
                filter.text("topic", LONGEST),
                filter.text("reason", LONGEST),
                null,
                null);
        filter.refuseUnknown();
        return wanted;
    }

    private static List<UUID> uuids(FieldReader fields, List<String> ids) {
        List<UUID> uuids = new ArrayList<>();
        for (String id : ids) {
            @Nullable ShipmentId read = ShipmentId.parse(id).orElse(null); // all ids are written in the same form
            if (read == null) {
                fields.refuse("ids", "must be ids of dead letters");
                return List.of();
            }
            uuids.add(read.value());
        }
        return uuids;
    }
}
