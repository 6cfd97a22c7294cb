package io.waymark.console.track;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.MOVING;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the page keeps to itself, whatever it is asked and told. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class TrackPrivacyIT {

    private final String number = number();
    private final Courier courier = new Courier(number);
    private final Visitor visitor = new Visitor();
    private final String path = "/track/sto/" + number;

    @Test
    void aNumberThatNobodyRegisteredIsNotToldFromOneThatNobodyKnows() {
        courier.scans(PICKED_UP, "2023-06-28T10:00:00+08:00", "深圳", "已揽收").isAt(PICKED_UP);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> get(DEFAULT, "/v1/shipments/" + ShipmentId.of("sto", number))
                        .statusCode(200));

        Response known = visitor.opens(path).statusCode(404).extract().response();
        Response unknown = visitor.opens("/track/sto/" + number())
                .statusCode(404)
                .extract()
                .response();

        assertThat(known.asString()).isEqualTo(unknown.asString()).doesNotContain(number);
        assertThat(known.headers().asList().stream().map(Object::toString).filter(line -> !line.startsWith("Date")))
                .containsExactlyElementsOf(unknown.headers().asList().stream()
                        .map(Object::toString)
                        .filter(line -> !line.startsWith("Date"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/track",
                "/track/",
                "/track/sto",
                "/track/sto/",
                "/track/sto/%00",
                "/track/sto/%20",
                "/track/sto/7%E2%80%8B3",
                "/track/sto/7%0A3",
                "/track/sto/%FF",
                "/track/sto/%F0%9F%93%A6",
                "/track/%00/1",
                "/track/%20/1",
                "/track/no%20carrier/1",
                "/track/sto/1?lang=%00",
                "/track/sto/aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffggggg",
                "/track/sto/a%27%20or%201%3D1--",
                "/track/sto/..%2F..%2Fv1",
                "/track/sto/a/b/c"
            })
    void whatCanBeNoParcelIsAPageThatSaysSo(String nothing) {
        String missing = visitor.opens("/track/sto/" + number())
                .statusCode(404)
                .extract()
                .asString();

        assertThat(visitor.opens(nothing).statusCode(404).extract().asString()).isEqualTo(missing);
    }

    @Test
    void nobodysNamePhoneOrBusinessIsOnThePage() {
        register(
                DEFAULT,
                number,
                ", \"orderId\": \"ORDER-SECRET\", \"phone\": \"13900001111\", \"labels\": [\"LABEL-SECRET\"],"
                        + " \"destination\": \"DESTINATION-SECRET\", \"settlement\": "
                        + onerway("TRANSACTION-" + number));
        courier.scans(OUT_FOR_DELIVERY, "2023-06-30T08:15:00+08:00", "杭州公司 0571-88881234", "派件员【王师傅 13812341234】正在派件")
                .scans(SIGNED_BY_RECIPIENT, "2023-06-30T16:05:00+08:00", "杭州", "签收人：张三丰，电话１３８１２３４５６７８")
                .isAt(SIGNED_BY_RECIPIENT);

        for (String language : List.of("en", "zh")) {
            assertThat(Visitor.sees(path, language, containsString("签收人")))
                    .doesNotContain("13812341234", "王师傅", "张三丰", "88881234", "13812345678", "１３８１２３４５６７８")
                    .doesNotContain("SECRET", "TRANSACTION-", "13900001111", "SOMEBODYS-ORDER", "onerway", "default")
                    .doesNotContain("CODE-OF-THE-PROVIDER", "kuaidi100", "waymark.raw", "SIGNED_PUSH");
        }
    }

    /** Here they are in an event as a release may have published it that masked less. */
    @Test
    void nobodyLearnsWhereTheDoorIsAndWhatOpensTheLocker() {
        register(DEFAULT, number, "");
        courier.scans(OUT_FOR_DELIVERY, "2023-06-30T08:15:00+08:00", "翠苑小区8号楼3单元1502室", "正在派件")
                .scans(SIGNED_BY_RECIPIENT, "2023-06-30T16:05:00+08:00", "杭州", "已存放至丰巢柜，取件码：6-2-3017，请领取")
                .isAt(SIGNED_BY_RECIPIENT);

        assertThat(Visitor.sees(path, "zh", containsString("取件码")))
                .contains("翠苑小区****号楼****单元****室", "取件码：****，请领取")
                .doesNotContain("3017", "1502");
        for (String part : List.of("", "/events", "/explain")) {
            get(DEFAULT, "/v1/shipments/" + ShipmentId.of("sto", number) + part)
                    .statusCode(200)
                    .body(not(containsString("3017")))
                    .body(not(containsString("1502")));
        }
    }

    @Test
    void hostileTextsAreTextsAndNothingElse() {
        register(DEFAULT, number, "");
        courier.scans(
                        MOVING,
                        "2023-06-28T10:00:00+08:00",
                        "\"><img src=x onerror=alert(1)>",
                        "<script>alert(2)</script>")
                .scans(
                        MOVING,
                        "2023-06-29T10:00:00+08:00",
                        "' onmouseover='alert(3)",
                        "{page.number} {#for} {track:missing} &amp;")
                .isAt(MOVING);

        assertThat(Visitor.sees(path, "en", containsString("alert(3)")))
                .doesNotContain("<img", "<script>", "' onmouseover", "No such parcel")
                .contains(
                        "&lt;script&gt;alert(2)&lt;/script&gt;", "&lt;img src=x", "{page.number} {#for}", "&amp;amp;");
    }

    @Test
    void aHostileNumberIsATextToo() {
        String hostile = "%22%3E%3CB%3E" + number;
        register(DEFAULT, "\\\"><b>" + number, "").statusCode(201);

        visitor.opens("/track/sto/" + hostile)
                .statusCode(200)
                .body(containsString("&quot;&gt;&lt;B&gt;" + number))
                .body(not(containsString("<B>")));
    }
}
