package io.waymark.sandbox.gateway;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** The fields of an upload to AsiaBill, and of what it says back. */
final class AsiaBillFields {

    private static final List<Length> LENGTHS =
            List.of(new Length("lcCode", 0, 50), new Length("trackingNo", 2, 50), new Length("trackingWeb", 2, 200));

    private static final List<String> TRANSACTION = List.of("tradeNo", "orderNo");

    /** How short and how long the value of a field may be. */
    private record Length(String field, int least, int most) {

        boolean fits(JsonObject upload) {
            int length = Texts.field(upload, field).strip().length();
            return length >= least && length <= most;
        }
    }

    private AsiaBillFields() {}

    /** The first field that is missing, too short or too long; one of {@code tradeNo} and {@code orderNo} will do. */
    static Optional<String> firstBad(JsonObject upload) {
        if (TRANSACTION.stream().allMatch(name -> Texts.field(upload, name).isBlank())) {
            return Optional.of("tradeNo");
        }
        return LENGTHS.stream()
                .filter(length -> !length.fits(upload))
                .map(Length::field)
                .findFirst();
    }

    /** What AsiaBill says of an upload that it took. @param confused whether it speaks of another transaction */
    static JsonObject receipt(JsonObject upload, boolean confused) {
        JsonObject receipt = new JsonObject();
        for (String name : TRANSACTION) {
            String value = Texts.field(upload, name);
            if (!value.isEmpty()) {
                receipt.put(name, value);
            }
        }
        if (confused) {
            confuse(receipt);
        }
        return receipt.put("status", "success").put("description", "uploadSuccess");
    }

    /** Makes it speak of another transaction. */
    static void confuse(JsonObject answer) {
        for (String name : TRANSACTION) {
            if (answer.containsKey(name)) {
                answer.put(name, OtherTransaction.than(answer.getString(name)));
            }
        }
    }
}
