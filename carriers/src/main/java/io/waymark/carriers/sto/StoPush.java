package io.waymark.carriers.sto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.PushProtocol;
import io.waymark.carriers.PushRequest;
import io.waymark.carriers.Verdict;
import io.waymark.carriers.sto.article.ArticlePush;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.FormBody;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.NamedSecret;
import io.waymark.protocol.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * STO's push (STO_TRACE_PLATFORM_PUSH) and what it is answered. Comes as a form, and from some set-ups as JSON. At the same
 * door calls the article's dialect, in JSON with an {@code event} and no {@code content}; each dialect is checked with its
 * own secret alone.
 */
final class StoPush implements PushProtocol {

    static final String JSON = "application/json";

    private static final String ACCEPTED = "{\"success\":true,\"errorCode\":\"\",\"errorMsg\":\"\"}";

    private final List<NamedSecret> secrets;
    private final Optional<ArticlePush> article;

    /** @param article checks the other dialect; empty if that is not believed */
    StoPush(List<String> secrets, Optional<ArticlePush> article) {
        this.secrets = NamedSecret.all("secret", secrets);
        this.article = article;
    }

    /**
     * The two fields that matter, as sent.
     *
     * @param content the signed text; "" if missing
     * @param digest its digest; "" if missing
     */
    record Envelope(String content, String digest) {

        /** Reads a body of either form. Throws {@link MalformedPayloadException}. */
        static Envelope of(byte[] body, String mediaType) {
            if (mediaType.equals(JSON)) {
                JsonNode json = JsonText.object(new String(body, UTF_8));
                return new Envelope(JsonText.text(json, "content"), JsonText.text(json, "data_digest"));
            }
            FormBody form = FormBody.of(body);
            return new Envelope(
                    form.text("content").orElse(""), form.text("data_digest").orElse(""));
        }
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of("application/x-www-form-urlencoded", JSON);
    }

    @Override
    public boolean namesShipments() {
        return false;
    }

    @Override
    public List<String> secrets() {
        return Stream.concat(
                        secrets.stream().map(NamedSecret::name),
                        article.stream().flatMap(dialect -> dialect.secrets().stream()))
                .toList();
    }

    @Override
    public Verdict verify(PushRequest request) {
        try {
            return article.isPresent() && isOfTheArticle(request)
                    ? article.get().verify(request)
                    : verify(Envelope.of(request.body(), request.mediaType()));
        } catch (MalformedPayloadException e) {
            return Verdict.rejected(Refusal.MALFORMED);
        }
    }

    private static boolean isOfTheArticle(PushRequest request) {
        if (!request.mediaType().equals(JSON)) {
            return false;
        }
        JsonNode json = JsonText.object(new String(request.body(), UTF_8));
        return json.has("event") && !json.has("content");
    }

    private Verdict verify(Envelope envelope) {
        if (envelope.content().isEmpty() || envelope.digest().isEmpty()) {
            return Verdict.rejected(Refusal.MISSING_FIELD);
        }
        Optional<NamedSecret> secret = NamedSecret.firstThat(
                secrets, value -> StoSignature.matches(StoSignature.of(envelope.content(), value), envelope.digest()));
        if (secret.isEmpty()) {
            return Verdict.rejected(Refusal.BAD_SIGNATURE);
        }
        JsonNode content = JsonText.object(envelope.content());
        String number = ShipmentId.normalNumber(JsonText.text(content, "waybillNo"));
        if (!ShipmentId.isNumber(number) || !content.path("trace").isObject()) {
            return Verdict.rejected(Refusal.MALFORMED);
        }
        return new Verdict.Accepted(
                ShipmentId.of("sto", number),
                "sto",
                number,
                RawPayload.Route.TRACKING_NUMBER,
                Evidence.SIGNED_PUSH,
                secret.get().name());
    }

    @Override
    public String accepted() {
        return ACCEPTED;
    }

    @Override
    public String rejected(Refusal reason) {
        String code = reason == Refusal.MALFORMED ? "PARAMETER" : "SIGNATURE";
        return "{\"success\":false,\"errorCode\":\"" + code + "\",\"errorMsg\":\"" + reason + "\"}";
    }
}
