package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.Evidence;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.List;

/**
 * STO's whole history of a parcel: {@code STO_TRACE_QUERY_COMMON} with {@code
 * {"order":"desc","waybillNoList":["…"]}}. A number that STO does not know brings a history without scans, and no error.
 */
final class StoQuery implements Operation<TrackingQuery, TrackingAnswer> {

    private final StoLink link;

    /** @param account as of {@link StoLink} */
    StoQuery(Settings account) {
        this.link = new StoLink(account);
    }

    @Override
    public HttpCall ask(TrackingQuery query, Instant now) {
        return call(List.of(query.trackingNumber()));
    }

    /** STO takes several numbers in one call. */
    HttpCall call(List<String> trackingNumbers) {
        ObjectNode content = JsonNodeFactory.instance.objectNode().put("order", "desc");
        ArrayNode numbers = content.putArray("waybillNoList");
        trackingNumbers.forEach(numbers::add);
        return link.call("STO_TRACE_QUERY_COMMON", "sto_trace_query", content.toString());
    }

    @Override
    public TrackingAnswer read(TrackingQuery query, HttpAnswer answer) {
        StoReply.successOf(answer);
        if (answer.text().stripLeading().startsWith("<")) {
            throw new CarrierException(CarrierError.MALFORMED, "xml-without-data"); // never seen with any
        }
        return new TrackingAnswer(answer.contentType(), answer.body(), Evidence.PULL);
    }
}
