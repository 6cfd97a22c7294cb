package io.waymark.carriers.thirtypost;

import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.Weight;
import io.waymark.protocol.HttpCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code {"express_no":…}} → {@code {success, message, weight}}, the weight as a text. The page states no unit, so the
 * weight has one only if the text does.
 */
final class ThirtyPostWeighing implements Operation<String, Weight> {

    private static final Pattern WEIGHT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(kg|公斤|千克)?", Pattern.CASE_INSENSITIVE);

    private final ThirtyPostAccount account;
    private final String path;

    ThirtyPostWeighing(ThirtyPostAccount account, String path) {
        this.account = account;
        this.path = path;
    }

    @Override
    public HttpCall ask(String number, Instant now) {
        return account.call(path, Field.PARCEL.of(number), now);
    }

    @Override
    public Weight read(String number, HttpAnswer answer) {
        Matcher weight = WEIGHT.matcher(ThirtyPostReply.of(answer).text("weight"));
        if (weight.matches()) {
            return new Weight(new BigDecimal(weight.group(1)), weight.group(2) == null ? "" : "kg");
        }
        throw ThirtyPostReply.malformed("no-weight");
    }
}
