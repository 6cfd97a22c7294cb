package io.waymark.carriers.sto;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.sto.article.StoArticle;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.protocol.BodyText;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * Reads what STO says in either dialect, pushed or asked for. Which it is says the record's evidence, that is, how it was
 * verified: never the payload itself.
 */
final class StoParser implements PayloadParser {

    private final ZoneId zone;

    /** @param zone in which a time is meant that has none; an article's is always China's */
    StoParser(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public ParsedPayload parse(RawPayload raw) {
        if (raw.evidence() == Evidence.ARTICLE) {
            return StoArticle.parse(raw);
        }
        return raw.evidence() == Evidence.PULL
                ? StoHistory.of(
                        BodyText.of(raw.body(), raw.contentType()), raw.trackingNumber(), zone, raw.receivedAt())
                : push(raw);
    }

    /** One scan. */
    private ParsedPayload push(RawPayload raw) {
        JsonNode content = JsonText.object(
                StoPush.Envelope.of(raw.body(), raw.contentType()).content());
        try {
            return ParsedPayload.ofScan(StoScan.of(content.path("trace"), 0, zone, raw.receivedAt()));
        } catch (MalformedPayloadException e) {
            return new ParsedPayload(
                    List.of(), Optional.empty(), false, Optional.empty(), List.of(new UnreadableNode(0, e.detail())));
        }
    }
}
