package io.waymark.carriers.kuaidi100;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.carriers.Scan;
import io.waymark.contract.Evidence;
import io.waymark.contract.RawPayload;
import io.waymark.contract.ShipmentId;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which scans of two reports are one and the same. */
class Kuaidi100ScanTest {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String ARRIVED =
            "{\"time\":\"2024-05-02 10:00:00\",\"context\":\"到达【杭州转运中心】\",\"statusCode\":\"0\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lastResult\":{\"data\":[" + ARRIVED + "]}}",
                "{\"lastResult\":{\"data\":[" + ARRIVED + "]},\"destResult\":{\"data\":[]}}",
                "{\"lastResult\":{\"data\":[{\"ftime\":\" 2024-05-02 10:00:00 \",\"context\":\" 到达 【杭州转运中心】\\t\","
                        + "\"statusCode\":\"1001\",\"areaName\":\"杭州\"}]}}",
            })
    void areTheSamePushedAndAskedFor(String push) {
        assertThat(pushed(FORM, push)).isEqualTo(asked("application/json", "{\"data\":[" + ARRIVED + "]}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":[{\"time\":\"2024-05-02 10:00:01\",\"context\":\"到达【杭州转运中心】\"}]}",
                "{\"data\":[{\"time\":\"2024-05-02 10:00:00\",\"context\":\"离开【杭州转运中心】\"}]}",
            })
    void areOthersAtAnotherTimeOrInOtherWords(String history) {
        assertThat(asked("application/json", history))
                .isNotEqualTo(asked("application/json", "{\"data\":[" + ARRIVED + "]}"));
    }

    @Test
    void areOthersOnTheDestinationLeg() {
        assertThat(pushed(FORM, "{\"destResult\":{\"data\":[" + ARRIVED + "]}}"))
                .isNotEqualTo(pushed(FORM, "{\"lastResult\":{\"data\":[" + ARRIVED + "]}}"));
    }

    @Test
    void areTheSameInEveryCharset() {
        byte[] gbk = ("{\"data\":[" + ARRIVED + "]}").getBytes(Charset.forName("GBK"));

        assertThat(identities("text/html;charset=GBK", gbk)).isEqualTo(identities("", gbk));
        assertThat(identities("", gbk)).isEqualTo(asked("", "{\"data\":[" + ARRIVED + "]}"));
    }

    @Test
    void areReadFromAFormHoweverItIsDeclared() {
        String push = "{\"lastResult\":{\"data\":[" + ARRIVED + "]}}";

        assertThat(pushed("Application/X-WWW-Form-Urlencoded; charset=utf-8", push))
                .isEqualTo(pushed(FORM, push));
    }

    private static List<String> pushed(String contentType, String push) {
        return identities(contentType, ("param=" + URLEncoder.encode(push, UTF_8)).getBytes(UTF_8));
    }

    private static List<String> asked(String contentType, String answer) {
        return identities(contentType, answer.getBytes(UTF_8));
    }

    private static List<String> identities(String contentType, byte[] body) {
        RawPayload raw = new RawPayload(
                "id",
                "kuaidi100",
                ShipmentId.of("ems", "1"),
                "ems",
                "1",
                RawPayload.Route.SHIPMENT_PATH,
                1,
                Instant.parse("2026-11-20T12:00:00Z"),
                contentType,
                body,
                Evidence.PULL,
                "test",
                null);
        List<Scan> scans = new Kuaidi100Parser().parse(raw).scans();
        assertThat(scans).hasSize(1);
        return scans.stream().map(Scan::identity).toList();
    }
}
