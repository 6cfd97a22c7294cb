package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.Mapping;
import io.waymark.carriers.OperationKind;
import io.waymark.carriers.Operations;
import io.waymark.carriers.ParsedPayload;
import io.waymark.carriers.ParsedPayload.UnreadableNode;
import io.waymark.carriers.Scan;
import io.waymark.carriers.StatusMeanings;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import io.waymark.protocol.BodyText;
import io.waymark.protocol.JsonText;
import io.waymark.protocol.MalformedPayloadException;
import io.waymark.protocol.Setting;
import io.waymark.protocol.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dialect as STO's own class sees it. */
public final class StoArticle {

    /** Begins the {@link io.waymark.carriers.Reading#detail} of every scan of this dialect; no issue name begins so. */
    public static final String DETAIL = "@article/";

    // spotless:off
    /** Everything that can be configured for it. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.withDefault("article-enabled", "false", "Whether the article's dialect is spoken and believed at all."),
            Setting.of("article-url", "Its base URL; without it no call is made in it."),
            Setting.withDefault("article-path", "/router/rest", "Its path."),
            Setting.of("article-customer-id", "Our customer_id; without it no call is made in it."),
            Setting.list("article-secret", "Signs calls (the newest) and webhooks (any); without it no call is made in it and no webhook of it accepted."),
            Setting.withDefault("article-signing", "concatenated", "How: concatenated (the article's Python sample) or query-string (its Node.js sample)."),
            Setting.withDefault("article-window", "PT10M", "How far a webhook's timestamp may be from our clock, either way (ISO 8601)."),
            Setting.withDefault("article-format", "json", "Calls as json or as form."),
            Setting.withDefault("article-outlets-method", "stc.outlet.query", "The method that finds service points."));
    // spotless:on

    private static final int MAX_NODES = 512;
    private static final List<String> LISTS = List.of("traces", "trace_list", "tracking_info", "list");

    private StoArticle() {}

    /** Checks its webhooks; empty unless it is enabled and has a secret. */
    public static Optional<ArticlePush> push(Settings settings) {
        return ArticleAccount.of(settings).map(ArticlePush::new);
    }

    /** What STO can be asked in it; nothing unless it is enabled and all of it configured. */
    public static Operations operations(Settings settings) {
        return ArticleAccount.of(settings)
                .flatMap(account -> settings.having(
                                "article-url",
                                "article-path",
                                "article-customer-id",
                                "article-format",
                                "article-outlets-method")
                        .map(known -> operations(known, new ArticleCall(known, account))))
                .orElse(Operations.NONE);
    }

    private static Operations operations(Settings settings, ArticleCall call) {
        return Operations.NONE
                .with(OperationKind.BOOK, new ArticleBooking(call))
                .with(OperationKind.QUERY, new ArticleQuery(call))
                .with(OperationKind.FIND_OUTLETS, new ArticleOutlets(call, settings.value("article-outlets-method")));
    }

    /** The meanings of readings whose detail begins with {@link #DETAIL}. */
    public static StatusMeanings meanings(Mapping mapping) {
        ArticleStatuses statuses = new ArticleStatuses(mapping);
        return (code, detail) -> statuses.of(code, detail.substring(DETAIL.length()));
    }

    /** Reads a webhook, which is one scan, or the answer to a query. Throws {@link MalformedPayloadException}. */
    public static ParsedPayload parse(RawPayload raw) {
        String body = BodyText.of(raw.body(), raw.contentType());
        return JsonText.object(body).has("event")
                ? scans(List.of(JsonText.object(body)), raw)
                : scans(nodes(body, raw), raw);
    }

    private static List<JsonNode> nodes(String body, RawPayload raw) {
        ArticleReply reply = reply(body);
        String number = ShipmentId.normalNumber(ArticleScan.first(reply.data(), ArticleBooking.NUMBER));
        if (!number.isEmpty() && !number.equals(raw.trackingNumber())) {
            throw new MalformedPayloadException("the history of another number");
        }
        List<JsonNode> nodes = new ArrayList<>();
        reply.list(LISTS).forEach(nodes::add);
        if (nodes.size() > MAX_NODES) {
            throw new MalformedPayloadException("more nodes than a history can have");
        }
        return nodes;
    }

    private static ArticleReply reply(String body) {
        try {
            ArticleReply reply = ArticleReply.of(body);
            if (reply.success()) {
                return reply;
            }
        } catch (CarrierException e) {
            throw new MalformedPayloadException("no answer of the dialect");
        }
        throw new MalformedPayloadException("an answer that says no");
    }

    /** Their order is not established; the times decide, and here only where two are equal. */
    private static ParsedPayload scans(List<JsonNode> nodes, RawPayload raw) {
        List<Scan> scans = new ArrayList<>();
        List<UnreadableNode> unreadable = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            try {
                scans.add(ArticleScan.of(nodes.get(i), nodes.size() - 1 - i, raw.receivedAt()));
            } catch (MalformedPayloadException e) {
                unreadable.add(new UnreadableNode(i, e.detail()));
            }
        }
        return new ParsedPayload(scans, Optional.empty(), false, Optional.empty(), unreadable);
    }
}
