package io.waymark.gateways.asiabill;

import static io.waymark.gateways.asiabill.AsiaBillAnswer.SUCCESS;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.ShipmentStatus;
import io.waymark.gateways.Answer;
import io.waymark.gateways.Findings;
import io.waymark.gateways.Findings.GatewayRecord;
import io.waymark.gateways.Findings.Told;
import io.waymark.gateways.Findings.Untold;
import io.waymark.gateways.GatewayAnswer;
import io.waymark.gateways.Inquiry;
import io.waymark.gateways.Moment;
import io.waymark.gateways.Reaction;
import io.waymark.gateways.asiabill.AsiaBillAnswer.Said;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Asks AsiaBill what waybills it has: {@code {code, message, data: {tradeNo, trackingNo, logisticsStatus, …}}}. How {@code
 * data} looks for several transactions is not documented: a list of such objects, and an object that has them by their
 * {@code tradeNo}, are understood. An answer that cannot be laid beside the question with certainty tells nothing, since
 * "not recorded" has the upload sent again.
 */
final class AsiaBillInquiry implements Inquiry {

    /** The path's value may have 255 characters; a number has 22 digits, and commas stand between. */
    private static final int MOST = 11;

    private final AsiaBillRequest request;
    private final AsiaBillAnswer answers;
    private final Set<String> notRecorded;

    AsiaBillInquiry(AsiaBillRequest request, AsiaBillAnswer answers, List<String> notRecordedCodes) {
        this.request = request;
        this.answers = answers;
        this.notRecorded = Set.copyOf(notRecordedCodes);
    }

    @Override
    public int most() {
        return MOST;
    }

    @Override
    public HttpCall ask(List<String> transactionIds, Moment moment) {
        return request.query(transactionIds, moment);
    }

    @Override
    public String wordFor(ShipmentStatus status) {
        return AsiaBillStatuses.wordFor(status);
    }

    @Override
    public Findings read(List<String> transactionIds, GatewayAnswer answer) {
        return answers.read(answer, said -> findings(transactionIds, said), Untold::new);
    }

    private Findings findings(List<String> asked, Said said) {
        if (notRecorded.contains(said.code())) {
            return new Told(List.of());
        }
        if (!said.code().equals(SUCCESS)) {
            return new Untold(answers.failure(said.code(), said.message()));
        }
        try {
            List<GatewayRecord> records = new ArrayList<>();
            for (JsonNode entry : entries(said.data())) {
                record(asked, entry).ifPresent(records::add);
            }
            return new Told(records);
        } catch (MalformedPayloadException e) {
            return new Untold(new Answer(Reaction.UNKNOWN_CODE, said.code(), e.detail()));
        }
    }

    private static Iterable<JsonNode> entries(JsonNode data) {
        if (data.isMissingNode() || data.isNull() || data.isEmpty() && data.isContainerNode()) {
            return List.of();
        }
        if (data.isArray()) {
            return data;
        }
        if (!data.isObject()) {
            throw new MalformedPayloadException("data is neither an object nor a list");
        }
        return data.properties().stream().allMatch(entry -> entry.getValue().isObject()) ? data : List.of(data);
    }

    /** Empty if the entry says that there is no waybill. */
    private static Optional<GatewayRecord> record(List<String> asked, JsonNode entry) {
        String tradeNo = JsonText.text(entry, "tradeNo");
        List<String> candidates = tradeNo.isEmpty() ? asked : TradeNo.among(asked, tradeNo);
        if (candidates.size() != 1) {
            throw new MalformedPayloadException(
                    candidates.isEmpty()
                            ? "the answer is about another transaction"
                            : "it is not certain which transaction an entry is about");
        }
        String trackingNo = JsonText.text(entry, "trackingNo");
        String status = JsonText.text(entry, "logisticsStatus");
        return trackingNo.isEmpty() && status.isEmpty()
                ? Optional.empty()
                : Optional.of(new GatewayRecord(
                        candidates.get(0),
                        trackingNo.isEmpty() ? null : trackingNo,
                        AsiaBillStatuses.ours(status).orElse(null),
                        status));
    }
}
