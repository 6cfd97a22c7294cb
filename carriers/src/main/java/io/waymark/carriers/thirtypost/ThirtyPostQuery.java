package io.waymark.carriers.thirtypost;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.Evidence;
import io.waymark.protocol.HttpCall;
import java.time.Instant;

/**
 * {@code {"expressNo":…}} → what {@link ThirtyPostParser} reads. All of it is evidence of the weakest kind: free text, over
 * plain HTTP.
 *
 * <p>A number that the carrier does not know is asked for again, unlike in other calls: a bill may be younger than its
 * history.
 */
final class ThirtyPostQuery implements Operation<TrackingQuery, TrackingAnswer> {

    private final ThirtyPostAccount account;
    private final String path;

    ThirtyPostQuery(ThirtyPostAccount account, String path) {
        this.account = account;
        this.path = path;
    }

    @Override
    public HttpCall ask(TrackingQuery query, Instant now) {
        return account.call(path, Field.TRACKED_PARCEL.of(query.trackingNumber()), now);
    }

    @Override
    public TrackingAnswer read(TrackingQuery query, HttpAnswer answer) {
        try {
            ThirtyPostReply.of(answer);
            return new TrackingAnswer(answer.contentType(), answer.body(), Evidence.TEXT);
        } catch (CarrierException e) {
            if (e.code().equals(ThirtyPostReply.NOT_FOUND)) {
                throw new CarrierException(CarrierError.UNKNOWN_CODE, e.code());
            }
            throw e;
        }
    }
}
