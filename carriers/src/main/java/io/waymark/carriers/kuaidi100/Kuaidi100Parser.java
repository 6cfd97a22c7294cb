package io.waymark.carriers.kuaidi100;

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

    private static final String FORM = "application/x-www-form-urlencoded";

    @Override
    public ParsedPayload parse(RawPayload raw) {
        return raw.contentType().toLowerCase(Locale.ROOT).startsWith(FORM) ? push(raw) : answer(raw);
    }

    private static ParsedPayload push(RawPayload raw) {
        byte[] param =
                FormBody.of(raw.body()).utf8("param").orElseThrow(() -> new MalformedPayloadException("no param"));
        Kuaidi100Message push = JsonText.object(param, Kuaidi100Message::read);
        Scans scans = new Scans(raw.receivedAt(), push.isAbort());
        scans.add(push.lastResult(), push.destResult().isPresent() ? Leg.ORIGIN : Leg.SINGLE);
        push.destResult().ifPresent(history -> scans.add(history, Leg.DESTINATION));
        return new ParsedPayload(
                scans.readable,
                Optional.of(Kuaidi100Monitoring.of(push)),
                push.status().equals("updateall"),
                correctedCarrier(push),
                scans.unreadable);
    }

    /** One that tells of a failure has no nodes. */
    private static ParsedPayload answer(RawPayload raw) {
        String text = BodyText.of(raw.body(), raw.contentType());
        Scans scans = new Scans(raw.receivedAt(), false);
        scans.add(JsonText.object(text, Kuaidi100History::read), Leg.SINGLE);
        return new ParsedPayload(scans.readable, Optional.empty(), false, Optional.empty(), scans.unreadable);
    }

    private static Optional<String> correctedCarrier(Kuaidi100Message push) {
        boolean corrected = push.isCorrected() || Kuaidi100Monitoring.of(push) == Monitoring.ABORTED_CARRIER_CORRECTED;
        return Optional.of(push.comNew())
                .filter(company -> corrected && !company.isEmpty())
                .map(CarrierCodes::own);
    }

    /** The scans of one payload, and the nodes that are none. */
    private static final class Scans {

        private final List<Scan> readable = new ArrayList<>();
        private final List<UnreadableNode> unreadable = new ArrayList<>();
        private final Instant receivedAt;
        private final boolean abort;

        Scans(Instant receivedAt, boolean abort) {
            this.receivedAt = receivedAt;
            this.abort = abort;
        }

        /** An abort's state speaks of the watching, not of the newest node. */
        void add(Kuaidi100History history, Leg leg) {
            List<Optional<Kuaidi100Node>> nodes = history.data().orThrow().list();
            for (int i = 0; i < nodes.size(); i++) {
                try {
                    String state = i == 0 && !abort ? history.state() : "";
                    readable.add(nodes.get(i)
                            .orElseThrow(() -> new MalformedPayloadException("a node is no object"))
                            .scan(state, nodes.size() - 1 - i, leg, receivedAt));
                } catch (MalformedPayloadException e) {
                    unreadable.add(new UnreadableNode(i, e.detail()));
                }
            }
        }
    }
}
