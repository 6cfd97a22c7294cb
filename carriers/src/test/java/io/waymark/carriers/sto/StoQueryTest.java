package io.waymark.carriers.sto;

import static io.waymark.carriers.sto.StoAccounts.LINK;
import static io.waymark.carriers.sto.StoAccounts.answer;
import static io.waymark.carriers.sto.StoAccounts.form;
import static io.waymark.carriers.sto.StoAccounts.settings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.waymark.carriers.CarrierError;
import io.waymark.carriers.CarrierException;
import io.waymark.carriers.HttpAnswer;
import io.waymark.carriers.TrackingAnswer;
import io.waymark.carriers.TrackingQuery;
import io.waymark.carriers.Vectors;
import io.waymark.contract.Evidence;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoQueryTest {

    private static final TrackingQuery QUERY = new TrackingQuery("sto", "777031922725111", null, null, null);
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

    private final StoQuery query = new StoQuery(settings(LINK));

    @Test
    void postsTheContentAndDigestThatOtherClientsPost() {
        String body = new String(
                query.call(List.of("777031922725111", "772011975782987")).body(), UTF_8);

        assertThat(body).startsWith(Vectors.expected("sto-query", "form_body") + "&api_name=STO_TRACE_QUERY_COMMON");
    }

    @Test
    void asksTheTraceServiceForOneNumber() {
        assertThat(form(query.ask(QUERY, NOW)))
                .containsEntry("content", "{\"order\":\"desc\",\"waybillNoList\":[\"777031922725111\"]}")
                .containsEntry("to_appkey", "sto_trace_query")
                .containsEntry("to_code", "sto_trace_query");
    }

    @Test
    void keepsTheAnswerByteForByte() {
        byte[] body = "{\"success\":\"true\",\"data\":{\"777031922725111\":[{\"memo\":\"已签收\"}]}}"
                .getBytes(Charset.forName("GBK"));

        TrackingAnswer told = query.read(QUERY, new HttpAnswer(200, "text/plain", body));

        assertThat(told.body()).isEqualTo(body);
        assertThat(told.contentType()).isEqualTo("text/plain");
        assertThat(told.evidence()).isEqualTo(Evidence.PULL);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            200 | {"success":"false","errorCode":"005"}                    | REFUSED         | 005
            200 | {"success":"false","errorCode":"006"}                    | UNAUTHORIZED    | 006
            200 | {"success":false,"errorCode":"007"}                      | UNAUTHORIZED    | 007
            200 | {"success":"false","errorCode":"008"}                    | INVALID_REQUEST | 008
            200 | {"success":"false","errorCode":"009"}                    | BUSY            | 009
            200 | {"success":" FALSE ","errorCode":"B0 1","needRetry":true} | UNAVAILABLE     | B0?1
            200 | {"success":"false","errorCode":"B01"}                    | UNKNOWN_CODE    | B01
            200 | <response><success>false</success><errorCode>009</errorCode></response> | BUSY | 009
            200 | <!DOCTYPE html><html><body>502</body></html>             | MALFORMED       | no-success
            200 | {"success":"true","data":{"777                           | MALFORMED       | not-json
            200 | ''                                                       | MALFORMED       | not-json
            500 | {"success":"true"}                                       | UNAVAILABLE     | http-500
            401 | {"success":"true"}                                       | UNAUTHORIZED    | http-401
            429 | {"success":"true"}                                       | BUSY            | http-429
            """)
    void readsWhatIsNoHistory(int status, String body, CarrierError error, String code) {
        assertThatExceptionOfType(CarrierException.class)
                .isThrownBy(() -> query.read(QUERY, new HttpAnswer(status, "", body.getBytes(UTF_8))))
                .satisfies(e -> assertThat(e.error()).isEqualTo(error))
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void takesAnUnknownNumberAsAnAnswer() {
        assertThat(query.read(QUERY, answer("{\"success\":\"true\",\"data\":{}}"))
                        .evidence())
                .isEqualTo(Evidence.PULL);
    }
}
