package io.waymark.carriers.sto;

import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The link gateway as every operation calls it:
 *
 * <pre>
 *   POST form  content                JSON, see the operation
 *              data_digest            see {@link StoSignature}
 *              api_name               which operation
 *              from_appkey, from_code ours
 *              to_appkey, to_code     who answers it; always one and the same word
 * </pre>
 */
final class StoLink {

    private final String url;
    private final String appKey;
    private final String appCode;
    private final String secret;

    /** @param account the settings {@code url}, {@code path}, {@code app-key}, {@code app-code} and {@code secrets} */
    StoLink(Settings account) {
        this.url = account.url("url") + account.value("path");
        this.appKey = account.value("app-key");
        this.appCode = account.value("app-code");
        this.secret = account.value("secrets");
    }

    /**
     * A signed call.
     *
     * @param api its {@code api_name}
     * @param to who answers it
     * @param content its JSON text, which is signed and sent as it stands
     */
    HttpCall call(String api, String to, String content) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("content", content);
        form.put("data_digest", StoSignature.of(content, secret));
        form.put("api_name", api);
        form.put("from_appkey", appKey);
        form.put("from_code", appCode);
        form.put("to_appkey", to);
        form.put("to_code", to);
        return HttpCall.form(url, form);
    }
}
