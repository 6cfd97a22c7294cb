package io.waymark.carriers.sto.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The dialect as every operation calls it:
 *
 * <pre>
 *   POST {url}/router/rest   method       which operation
 *                            customer_id  ours
 *                            timestamp    yyyyMMddHHmmss, China
 *                            …            of the operation; a nested object is JSON
 *                            sign         see {@link ArticleSignature}
 * </pre>
 *
 * <p>As one JSON object or as a form; the article does not say which.
 */
final class ArticleCall {

    private final String url;
    private final String customerId;
    private final boolean form;
    private final ArticleAccount account;

    /** @param settings with {@code article-url}, {@code -path}, {@code -customer-id} and {@code -format} */
    ArticleCall(Settings settings, ArticleAccount account) {
        this.url = settings.url("article-url") + settings.value("article-path");
        this.customerId = settings.value("article-customer-id");
        this.form = settings.value("article-format").equals("form");
        this.account = account;
    }

    /**
     * A signed call.
     *
     * @param method which operation
     * @param fields its own; each a text or an object
     */
    HttpCall of(String method, ObjectNode fields, Instant now) {
        ObjectNode message = JsonNodeFactory.instance
                .objectNode()
                .put("method", method)
                .put("customer_id", customerId)
                .put("timestamp", ArticleTimes.write(now));
        message.setAll(fields);
        message.put("sign", account.signature().sign(texts(message), account.newestSecret()));
        return form ? HttpCall.form(url, texts(message)) : HttpCall.json(url, message.toString());
    }

    private static Map<String, String> texts(ObjectNode message) {
        Map<String, String> texts = new LinkedHashMap<>();
        message.properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
        return texts;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
