package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.PayloadParser;
import io.waymark.carriers.Scan;
import io.waymark.contract.Leg;
import io.waymark.contract.Monitoring;
import io.waymark.contract.RawPayload;
import io.waymark.protocol.BodyText;
import io.waymark.protocol.FormBody;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads pushes, which come as forms, and answers to queries. In a push {@code lastResult.data} is the history of the
 * number, {@code destResult.data} that of the destination leg of an international one; an answer is what a push has for
 * {@code lastResult}, so that a scan is the same whichever way it came, and says nothing of Kuaidi100's watching. Fields
 * may be absent, null or "" alike. Without nodes there are no scans, whatever {@code state} says: 0 there means "no
 * record".
 */
final class Kuaidi100Parser implements PayloadParser {

    /** Real histories have tens of nodes; some loop and have a few hundred. */
    private static final int MAX_NODES = 512;

    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    public ParsedPayload parse(RawPayload raw) {
        return raw.contentType().toLowerCase(Locale.ROOT).startsWith(FORM) ? push(raw) : answer(raw);
    }

    private static ParsedPayload push(RawPayload raw) {
        JsonNode push = JsonText.object(
                FormBody.of(raw.body()).text("param").orElseThrow(() -> new MalformedPayloadException("no param")));
        boolean abort = Kuaidi100Monitoring.isAbort(push);
        boolean international = push.path("destResult").isObject();
        List<Scan> scans = new ArrayList<>();
        List<UnreadableNode> unreadable = new ArrayList<>();
        new History(push.path("lastResult"), international ? Leg.ORIGIN : Leg.SINGLE, abort, raw.receivedAt())
                .read(scans, unreadable);
        new History(push.path("destResult"), Leg.DESTINATION, abort, raw.receivedAt()).read(scans, unreadable);
        return new ParsedPayload(
                scans,
                Optional.of(Kuaidi100Monitoring.of(push)),
                text(push, "status").equals("updateall"),
                correctedCarrier(push),
                unreadable);
    }

    /** One that tells of a failure has no nodes. */
    private static ParsedPayload answer(RawPayload raw) {
        List<Scan> scans = new ArrayList<>();
        List<UnreadableNode> unreadable = new ArrayList<>();
        JsonNode answer = JsonText.object(BodyText.of(raw.body(), raw.contentType()));
        new History(answer, Leg.SINGLE, false, raw.receivedAt()).read(scans, unreadable);
        return new ParsedPayload(scans, Optional.empty(), false, Optional.empty(), unreadable);
    }

    private static Optional<String> correctedCarrier(JsonNode push) {
        boolean corrected = Kuaidi100Monitoring.of(push) == Monitoring.ABORTED_CARRIER_CORRECTED
                || text(push, "autoCheck").equals("1");
        return Optional.of(text(push, "comNew"))
                .filter(company -> corrected && !company.isEmpty())
                .map(CarrierCodes::own);
    }

    /** One {@code lastResult} or {@code destResult}. */
    private record History(JsonNode result, Leg leg, boolean abort, Instant receivedAt) {

        void read(List<Scan> scans, List<UnreadableNode> unreadable) {
            JsonNode data = result.path("data");
            if (data.isMissingNode()
                    || data.isNull()
                    || (data.isTextual() && data.asText().isBlank())) {
                return;
            }
            if (!data.isArray()) {
                throw new MalformedPayloadException("data is no list");
            }
            if (data.size() > MAX_NODES) {
                throw new MalformedPayloadException("more nodes than a history can have");
            }
            for (int i = 0; i < data.size(); i++) {
                try {
                    scans.add(Kuaidi100Node.scan(
                            data.get(i),
                            i == 0 && !abort ? text(result, "state") : "",
                            data.size() - 1 - i,
                            leg,
                            receivedAt));
                } catch (MalformedPayloadException e) {
                    unreadable.add(new UnreadableNode(i, e.detail()));
                }
            }
        }
    }
}
