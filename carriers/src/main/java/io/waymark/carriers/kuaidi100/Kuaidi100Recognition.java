package io.waymark.carriers.kuaidi100;

import static io.waymark.carriers.CarrierError.QUOTA_EXHAUSTED;
import static io.waymark.carriers.CarrierError.UNAUTHORIZED;
import static io.waymark.carriers.CarrierError.UNKNOWN_CODE;
import static io.waymark.carriers.kuaidi100.Kuaidi100Fields.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.carriers.CarrierCodes;
import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.Operation;
import io.waymark.protocol.HttpCall;
import io.waymark.protocol.Settings;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Kuaidi100's recognition of numbers (智能单号识别):
 *
 * <pre>
 *   GET /autonumber/auto?num=…&amp;key=…    →  [ { comCode, lengthPre, name }, … ]  likeliest first
 * </pre>
 *
 * <p>A failure is an object in place of the list. The key stands in the URL; Kuaidi100 takes it nowhere else.
 *
 * @see <a href="https://api.kuaidi100.com/document/5f1106542977d50a94e10241">Kuaidi100, recognition</a>, read 2026-11-20
 */
final class Kuaidi100Recognition implements Operation<String, List<String>> {

    private static final String PATH = "/autonumber/auto";

    /** Not a number of any company it knows. */
    private static final String NO_COMPANY = "201";

    // spotless:off
    private static final Map<String, CarrierError> FAILURES = Map.of(
            "601", QUOTA_EXHAUSTED, // key expired, or not opened for this
            "701", UNAUTHORIZED);   // no key
    // spotless:on

    private final String url;
    private final String key;

    /** @param settings with {@code url} and {@code key} */
    Kuaidi100Recognition(Settings settings) {
        this.url = settings.url(settings.newest("autonumber-url").isPresent() ? "autonumber-url" : "url") + PATH;
        this.key = settings.value("key");
    }

    @Override
    public HttpCall ask(String trackingNumber, Instant now) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("num", trackingNumber);
        parameters.put("key", key);
        return HttpCall.get(url, parameters);
    }

    @Override
    public List<String> read(String trackingNumber, HttpAnswer answer) {
        JsonNode said = Kuaidi100Fields.read(answer);
        if (said.isArray()) {
            return StreamSupport.stream(said.spliterator(), false)
                    .map(candidate -> CarrierCodes.own(text(candidate, "comCode")))
                    .filter(CarrierCodes::isCode)
                    .distinct()
                    .toList();
        }
        String code = text(said, "returnCode");
        if (code.equals(NO_COMPANY)) {
            return List.of();
        }
        throw new CarrierException(FAILURES.getOrDefault(code, UNKNOWN_CODE), code);
    }
}
