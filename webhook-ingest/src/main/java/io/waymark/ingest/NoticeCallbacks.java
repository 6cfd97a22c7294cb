package io.waymark.ingest;

import io.waymark.contract.CloudEvent;
import io.waymark.contract.Payment;
import io.waymark.contract.Topics;
import io.waymark.gateways.NoticeProtocol;
import io.waymark.gateways.NoticeRequest;
import io.waymark.gateways.NoticeVerdict;
import java.util.List;
import java.util.Set;

/** Payment gateways' callbacks: what they say of payments is kept; refused with status 401. Counts with which secret. */
record NoticeCallbacks(NoticeProtocol protocol, SecretMetrics secrets) implements CallbackProtocol {

    @Override
    public Set<String> mediaTypes() {
        return protocol.mediaTypes();
    }

    @Override
    public boolean namesShipments() {
        return false;
    }

    @Override
    public Judgement judge(Callback callback) {
        NoticeVerdict verdict =
                protocol.verify(new NoticeRequest(callback.body(), callback.headers(), callback.receivedAt()));
        if (verdict instanceof NoticeVerdict.Rejected rejected) {
            return new Judgement.Refused(
                    rejected.reason(), CallbackReply.text(401, protocol.rejected(rejected.reason())));
        }
        NoticeVerdict.Accepted accepted = (NoticeVerdict.Accepted) verdict;
        secrets.verified(callback.provider(), accepted.verifiedBy());
        return new Judgement.Accepted(
                accepted.verifiedBy(), () -> facts(accepted), CallbackReply.text(200, accepted.answer()));
    }

    private static List<Fact<?>> facts(NoticeVerdict.Accepted accepted) {
        return accepted.payments().stream().<Fact<?>>map(NoticeCallbacks::fact).toList();
    }

    private static Fact<Payment> fact(Payment payment) {
        return new Fact<>(
                Topics.PAYMENTS,
                payment.key(),
                payment,
                CloudEvent.of(
                        payment.id().toString(),
                        Fact.SOURCE,
                        "waymark.payment.v1",
                        payment.key(),
                        payment.receivedAt()));
    }
}
