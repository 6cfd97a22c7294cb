package io.waymark.carriers.sto.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.NamedSecret;
import io.waymark.protocol.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The dialect's webhook: a JSON object {@code {event, tracking_number, current_status, current_description, current_time,
 * timestamp, signature}} of one scan.
 *
 * <p>How {@code signature} is made the article does not say; taken to be made like a call's, with the same secret. Since
 * {@code timestamp} is signed too, an old webhook cannot be sent again later.
 */
public final class ArticlePush {

    private static final String TRACE_UPDATE = "TRACE_UPDATE";

    private final ArticleAccount account;

    ArticlePush(ArticleAccount account) {
        this.account = account;
    }

    /** As of {@link io.waymark.carriers.PushProtocol#secrets}. */
    public List<String> secrets() {
        return account.secrets().stream().map(NamedSecret::name).toList();
    }

    /** As of {@link io.waymark.carriers.PushProtocol#verify}; throws {@link MalformedPayloadException} where it is no JSON. */
    public Verdict verify(PushRequest request) {
        ArticleMessage message = ArticleMessage.of(new String(request.body(), UTF_8));
        String signature = JsonText.text(message.json(), "signature");
        String timestamp = JsonText.text(message.json(), "timestamp");
        if (signature.isEmpty() || timestamp.isEmpty()) {
            return Verdict.rejected(Refusal.MISSING_FIELD);
        }
        Optional<NamedSecret> secret = NamedSecret.firstThat(
                account.secrets(), value -> account.signature().matches(message.fields(), value, signature));
        if (secret.isEmpty()) {
            return Verdict.rejected(Refusal.BAD_SIGNATURE);
        }
        if (distance(ArticleTimes.timestamp(timestamp), request.receivedAt()).compareTo(account.window()) > 0) {
            return Verdict.rejected(Refusal.STALE);
        }
        return accepted(message.json(), secret.get());
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }

    private static Verdict accepted(JsonNode json, NamedSecret secret) {
        String number = ShipmentId.normalNumber(JsonText.text(json, "tracking_number"));
        if (!JsonText.text(json, "event").equals(TRACE_UPDATE) || !ShipmentId.isNumber(number)) {
            return Verdict.rejected(Refusal.MALFORMED);
        }
        return new Verdict.Accepted(
                ShipmentId.of("sto", number),
                "sto",
                number,
                RawPayload.Route.TRACKING_NUMBER,
                Evidence.ARTICLE,
                secret.name());
    }
}
