package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.contract.Evidence;
import io.waymark.protocol.HttpCall;
import java.time.Instant;

/** A parcel's history: {@code stc.trace.query}. That the number is called {@code tracking_number} is assumed. */
final class ArticleQuery implements Operation<TrackingQuery, TrackingAnswer> {

    private final ArticleCall call;

    ArticleQuery(ArticleCall call) {
        this.call = call;
    }

    @Override
    public HttpCall ask(TrackingQuery query, Instant now) {
        return call.of(
                "stc.trace.query",
                JsonNodeFactory.instance.objectNode().put("tracking_number", query.trackingNumber()),
                now);
    }

    @Override
    public TrackingAnswer read(TrackingQuery query, HttpAnswer answer) {
        ArticleReply.successOf(answer);
        return new TrackingAnswer(answer.contentType(), answer.body(), Evidence.ARTICLE);
    }
}
