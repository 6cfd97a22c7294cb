package io.waymark.console.track;

import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.DEPARTED_HUB;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static io.waymark.contract.SubStatus.SIGNED_BY_PROXY;
import static io.waymark.contract.SubStatus.SIGNED_BY_RECIPIENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the customer sees of a parcel. */
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
