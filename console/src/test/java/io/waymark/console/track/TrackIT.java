package io.waymark.console.track;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.onerway;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.DEPARTED_HUB;
import static io.waymark.contract.SubStatus.MOVING;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_PROXY;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.waymark.contract.ShipmentId;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class TrackIT {

    private final String number = number();
    private final Courier courier = new Courier(number);
    private final Visitor visitor = new Visitor();
    private final String path = "/track/sto/" + number;

    @Test
    void theCustomerSeesWhereTheParcelIsAndWhereItHasBeen() {
        register(DEFAULT, number, "");
        courier.scans(PICKED_UP, "2023-06-28T10:00:00+08:00", "深圳南山公司", "已揽收")
                .scans(DEPARTED_HUB, "2023-06-29T02:30:00+08:00", "广州转运中心", "离开转运中心")
                .scans(OUT_FOR_DELIVERY, "2023-06-30T08:15:00+08:00", "杭州濱江公司", "正在派件")
                .isAt(OUT_FOR_DELIVERY);

        String page = Visitor.sees(path, "en", containsString("<h1>Out for delivery</h1>"));

        assertThat(page)
                .contains("<html lang=\"en\">", "STO Express", number, "A courier is bringing it to you.")
                .contains("Friday, 30 June 2023", "UTC+8", "datetime=\"2023-06-30T08:15+08:00\">08:15</time>")
                .containsSubsequence("杭州濱江公司", "正在派件", "广州转运中心", "离开转运中心", "深圳南山公司", "已揽收");
        visitor.opens(path, "zh-CN,zh;q=0.9,en;q=0.8")
                .statusCode(200)
                .body(containsString("<html lang=\"zh-CN\">"))
                .body(containsString("<h1>派送中</h1>"))
                .body(containsString("申通快递"))
                .body(containsString("2023年6月30日 星期五"));
    }

    @Test
    void aParcelOfWhichNothingIsKnownYetIsThereAsSoonAsItIsRegistered() {
        register(DEFAULT, number, "");

        visitor.opens(path)
                .statusCode(200)
                .body(containsString("Waiting for the carrier"))
                .body(containsString("has not reported anything yet"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            zh-CN,zh;q=0.9,en;q=0.8 |         | zh-CN
            zh-TW                   |         | zh-CN
            en-GB,en;q=0.9          |         | en
            fr-FR,zh;q=0.5          |         | zh-CN
            fr-FR                   |         | en
            *                       |         | en
            ;;;q=z,,=               |         | en
            zh                      | lang=en | en
            en                      | lang=zh | zh-CN
            zh                      | lang=fr | zh-CN
            """)
    void theLanguageIsTheOneChosenOrElseTheBrowsers(String accepted, String chosen, String language) {
        String query = chosen == null ? "" : "?" + chosen;

        visitor.opens("/track/sto/nobody" + query, accepted)
                .statusCode(404)
                .header("Content-Language", language)
                .body(containsString("<html lang=\"" + language + "\">"));
    }

    @Test
    void theBrowserIsToldToKeepThePageToItself() {
        register(DEFAULT, number, "");

        visitor.opens(path)
                .header("Content-Type", "text/html;charset=UTF-8")
                .header("Vary", "Accept-Language")
                .header("Cache-Control", "private, max-age=30")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", containsString("noindex"))
                .header(
                        "Content-Security-Policy",
                        allOf(
                                containsString("default-src 'none'"),
                                containsString("frame-ancestors 'none'"),
                                not(containsString("unsafe")),
                                not(containsString("http"))));
    }

    @Test
    void aPageThatHasNotChangedIsNotSentAgain() {
        register(DEFAULT, number, "");
        String tag = visitor.opens(path).extract().header("ETag");

        RestAssured.given()
                .header("If-None-Match", tag)
                .header("Accept-Language", "en")
                .get(path)
                .then()
                .statusCode(304)
                .body(emptyString());
        visitor.opens(path, "zh").header("ETag", not(tag));
    }

    @Test
    void whatThePageLoadsComesFromHereAloneAndMayBeKeptForGood() {
        String page = visitor.opens(path).extract().asString();

        List<String> loaded = Stream.of(page.split("\""))
                .filter(part -> part.startsWith("/track/page."))
                .toList();
        assertThat(loaded).hasSize(2);
        for (String file : loaded) {
            visitor.opens(file)
                    .statusCode(200)
                    .header("Cache-Control", containsString("immutable"))
                    .header("X-Content-Type-Options", "nosniff");
            visitor.opens(file.replaceFirst("v=.*", "v=0")).header("Cache-Control", not(containsString("immutable")));
        }
        assertThat(page).doesNotContain("<style", " style=", " onclick", "http://", "https://");
    }

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

    @Test
    void nobodyLearnsWhereTheDoorIsAndWhatOpensTheLocker() {
        register(DEFAULT, number, "");
        courier.scans(OUT_FOR_DELIVERY, "2023-06-30T08:15:00+08:00", "翠苑小区8号楼3单元1502室", "正在派件")
                .scans(SIGNED_BY_RECIPIENT, "2023-06-30T16:05:00+08:00", "杭州", "已存放至丰巢柜，取件码：6-2-3017，请领取")
                .isAt(SIGNED_BY_RECIPIENT);

        assertThat(Visitor.sees(path, "zh", containsString("取件码")))
                .contains("翠苑小区****号楼****单元****室", "取件码：****，请领取")
                .doesNotContain("3017", "1502");
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

    @Test
    void aScanThatWasCorrectedStandsOnceAndOneThatWasWithdrawnNotAtAll() {
        register(DEFAULT, number, "");
        courier.scans(SIGNED_BY_RECIPIENT, "2023-06-28T10:00:00+08:00", "深圳", "FIRST-SAID")
                .corrects(SIGNED_BY_PROXY, "THEN-SAID")
                .scans(DEPARTED_HUB, "2023-06-28T11:00:00+08:00", "广州", "NEVER-WAS")
                .withdraws()
                .isAt(SIGNED_BY_PROXY);

        assertThat(Visitor.sees(path, "en", containsString("<h1>Delivered</h1>")))
                .contains("THEN-SAID")
                .doesNotContain("FIRST-SAID", "NEVER-WAS")
                .containsOnlyOnce("<li>\n<time");
    }

    @Test
    void everyNameOfTheCarrierAndEveryNumberOfTheParcelLeadsToIt() {
        register(DEFAULT, number, "");
        courier.isAt(OUT_FOR_DELIVERY, "ems:EA" + number + "CN");

        Visitor.sees("/track/ems/ea" + number + "cn", "en", containsString("Out for delivery"));

        for (String name : List.of("sto", "STO", "shentong", "%20ShenTong%20")) {
            visitor.opens("/track/" + name + "/" + number).statusCode(200).body(containsString("STO Express"));
        }
        visitor.opens("/track/zto/" + number).statusCode(404);
    }
}
