package io.waymark.console.registration;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.contract.ShipmentId;
import io.waymark.sealing.SealException;
import io.waymark.sealing.Sealing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a registration that tell who a person is or where: how they are kept and travel, sealed for their shipment and their
 * name. What was kept before there was sealing is plain.
 */
record PersonalFields(Sealing sealing, ShipmentId shipment) {

    static final String PHONE = "phone";
    static final String ORIGIN = "origin";
    static final String DESTINATION = "destination";

    private static final List<String> ALL = List.of(PHONE, ORIGIN, DESTINATION);

    /**
     * As a value is to be kept.
     *
     * @param before as it is kept now, if it is: what says the same stays, since sealed anew it would look changed to everybody
     */
    @Nullable
    String kept(String field, @Nullable String said, @Nullable String before) {
        if (said == null) {
            return null;
        }
        return before != null && Sealing.isSealed(before) && said.equals(said(field, before))
                ? before
                : sealing.sealText(said, Sealing.context(shipment, field));
    }

    /** What was said; fails with {@link SealException} if its master key is not configured. */
    @Nullable
    String said(String field, @Nullable String kept) {
        return kept == null ? null : sealing.openText(kept, Sealing.context(shipment, field));
    }

    /** A registration's body with these fields as they were said; fails with {@link SealException}. */
    ObjectNode opened(ObjectNode body) {
        ALL.stream()
                .filter(field -> body.path(field).isTextual())
                .forEach(field -> body.put(field, said(field, body.path(field).textValue())));
        return body;
    }
}
