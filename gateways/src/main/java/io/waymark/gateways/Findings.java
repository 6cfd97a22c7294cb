package io.waymark.gateways;

import io.waymark.contract.ShipmentStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an inquiry brought. */
public sealed interface Findings {

    /**
     * The gateway answered.
     *
     * @param recorded all that it has of the transactions that were asked for; one that is not among them is not recorded
     */
    record Told(List<GatewayRecord> recorded) implements Findings {
        public Told {
            recorded = List.copyOf(recorded);
        }
    }

    /** No usable answer came; {@code answer} says why. Nothing is known. */
    record Untold(Answer answer) implements Findings {}

    /**
     * What a gateway has recorded of one upload.
     *
     * @param transactionId the gateway's transaction
     * @param trackingNumber the parcel's number as the gateway has it, printable, at most 100 characters, which is more than
     *     any of ours has; null if it does not say
     * @param status where the gateway sees the parcel, in our nearest word; null if its word is not in the table. Whether
     *     both see the same is asked in the gateway's words, see {@link Inquiry#wordFor}
     * @param rawStatus in the gateway's words, printable, at most 100 characters; "" if it says nothing
     */
    record GatewayRecord(
            String transactionId, @Nullable String trackingNumber, @Nullable ShipmentStatus status, String rawStatus) {

        private static final int MAX_TEXT = 100;

        public GatewayRecord {
            trackingNumber = trackingNumber == null ? null : Answer.bounded(trackingNumber, MAX_TEXT);
            rawStatus = Answer.bounded(rawStatus, MAX_TEXT);
        }
    }
}
