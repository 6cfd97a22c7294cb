package io.waymark.carriers.thirtypost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.InvalidFieldException;

/** The one field of a call that has but one. The carrier spells a parcel's number differently from page to page. */
enum Field {
    BATCH("batch_name", "name"),
    PARCEL("express_no", "number"),
    TRACKED_PARCEL("expressNo", "trackingNumber");

    private final String theirs;
    private final String ours;

    Field(String theirs, String ours) {
        this.theirs = theirs;
        this.ours = ours;
    }

    /** The data of the call. Throws {@link InvalidFieldException} for an empty value. */
    ObjectNode of(String value) {
        if (value.isBlank()) {
            throw new InvalidFieldException(ours, "must be given");
        }
        return JsonNodeFactory.instance.objectNode().put(theirs, value.strip());
    }
}
