package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.DEFAULT;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static io.waymark.console.Api.register;
import static io.waymark.contract.SubStatus.OUT_FOR_DELIVERY;
import static io.waymark.contract.SubStatus.PICKED_UP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Courier;
import io.waymark.console.track.Language;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The customer's tracking page as customers see it, alone and in a shop's page. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class TrackingPageIT extends BrowserCases {

    private static final int PHONE = 390;
    private static final long MOST_BYTES = 100_000;

    private final String number = number();
    private final String path = "/track/sto/" + number;

    @BeforeEach
    void aParcelIsOutForDelivery() {
        register(DEFAULT, number, "");
        new Courier(number)
                .scans(PICKED_UP, "2026-11-19T10:00:00+08:00", "广东深圳南山公司", "【深圳市】广东深圳南山公司 已揽收")
                .scans(OUT_FOR_DELIVERY, "2026-11-21T08:15:00+08:00", "杭州濱江公司", "【杭州市】正在派件，电话 13812341234")
                .isAt(OUT_FOR_DELIVERY);
        io.waymark.console.track.Visitor.sees(path, "zh", containsString("派送中"));
    }

    @ParameterizedTest
    @CsvSource({"ZH, LIGHT, 390", "EN, DARK, 390", "EN, LIGHT, 1360", "ZH, DARK, 1360"})
    void everybodyCanReadIt(Language language, ColorScheme scheme, int width) {
        Browser.Visitor visitor = browser.visitor(language, home, scheme, width);

        Page page = open(visitor, path);

        assertThat(page.locator("h1")).hasText(language == Language.ZH ? "派送中" : "Out for delivery");
        visitor.findsNothingWrong();
        assertThat(visitor.bytes()).isLessThan(MOST_BYTES);
        assertThat(visitor.loaded()).allMatch(address -> address.startsWith(home) || address.startsWith("data:"));
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("nothing has to be scrolled sideways")
                .isEqualTo(true);
    }

    @Test
    void theViewersOwnTimeIsBesideThePlaces() {
        Page page = open(browser.visitor(Language.EN, home), path);

        assertThat(page.locator(".updated")).containsText("08:15");
        assertThat(page.locator(".updated")).containsText("01:15 (your time)");
    }

    @Test
    void itIsWholeWithoutScripts() {
        Page page = open(browser.withoutScripts(Language.EN, home), path);

        assertThat(page.locator("h1")).hasText("Out for delivery");
        assertThat(page.locator(".history li")).hasCount(2);
        assertThat(page.locator(".updated")).not().containsText("your time");
        page.getByText("中文").click();
        assertThat(page.locator("h1")).hasText("派送中");
    }

    @Test
    void theLanguageIsChangedWithoutAMouse() {
        Page page = open(browser.visitor(Language.ZH, home), path);

        page.keyboard().press("Tab");
        assertThat(page.getByText("English")).isFocused();
        page.keyboard().press("Enter");

        assertThat(page.locator("h1")).hasText("Out for delivery");
    }

    @ParameterizedTest
    @EnumSource
    void aParcelThatIsNotThereIsAPageToo(Language language) {
        Browser.Visitor visitor = browser.visitor(language, home, ColorScheme.LIGHT, PHONE);

        open(visitor, "/track/sto/nobody");

        assertThat(visitor.page().locator("h1")).hasText(language == Language.ZH ? "没有查到这个包裹" : "No such parcel here");
        visitor.findsNothingWrong();
    }

    @Test
    void oneScriptTagShowsItInAShopsPageAsHighAsItIs() throws IOException {
        try (Shop shop = new Shop()) {
            String key = key(shop.origin());
            shop.shows(script(key));

            Browser.Visitor visitor = browser.visitor(Language.EN, home);
            visitor.page().navigate(shop.origin());

            FrameLocator frame = visitor.page().frameLocator("iframe");
            assertThat(frame.locator("h1")).hasText("Out for delivery");
            assertThat(frame.locator("html")).hasClass("framed");
            visitor.page()
                    .waitForFunction("() => document.querySelector('iframe').offsetHeight > 600"
                            + " && document.querySelector('iframe').offsetHeight < 1500");
            visitor.findsNothingWrong();
        }
    }

    @Test
    void aShopThatTheKeyDoesNotNameSeesNothing() throws IOException {
        try (Shop shop = new Shop()) {
            shop.shows(script(key("https://shop.example")));

            Page page = browser.visitor(Language.EN, home).page();
            page.waitForConsoleMessage(
                    new Page.WaitForConsoleMessageOptions()
                            .setPredicate(message -> message.text().contains("frame-ancestors")),
                    () -> page.navigate(shop.origin()));

            assertThat(page.frameLocator("iframe").getByText("Out for delivery"))
                    .hasCount(0);
        }
    }

    /** Takes the pictures of it in {@code docs/images}. */
    @ParameterizedTest
    @CsvSource({"EN, LIGHT, track", "ZH, DARK, track-zh-dark"})
    @EnabledIfSystemProperty(named = "waymark.pictures", matches = "true")
    void itsPictureIsTaken(Language language, ColorScheme scheme, String name) {
        Page page = open(browser.visitor(language, home, scheme, PHONE), path);

        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("waymark.pictures.in", "../docs/images"), name + ".png"))
                .setFullPage(true));
    }

    private static Page open(Browser.Visitor visitor, String path) {
        visitor.page().navigate(path);
        return visitor.page();
    }

    private static String key(String origin) {
        return as(DEFAULT)
                .contentType("application/json")
                .body("{\"name\": \"shop\", \"origins\": [\"" + origin + "\"]}")
                .post("/v1/tracking-keys")
                .then()
                .statusCode(201)
                .extract()
                .path("trackingKey");
    }

    private String script(String key) {
        return "<script async src=\"%strack/embed.js\" data-carrier=\"sto\" data-number=\"%s\" data-key=\"%s\"></script>"
                .formatted(home, number, key);
    }

    /** A merchant's own site. */
    private static final class Shop implements AutoCloseable {

        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final HttpServer server;

        Shop() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.start();
        }

        String origin() {
            return "http://localhost:" + server.getAddress().getPort();
        }

        void shows(String html) {
            byte[] page = ("<!doctype html><html lang=\"en\"><title>Shop</title><main><h1>Your order</h1>" + html
                            + "</main>")
                    .getBytes(StandardCharsets.UTF_8);
            server.createContext("/", call -> {
                call.getResponseHeaders().add("Content-Type", "text/html;charset=UTF-8");
                call.sendResponseHeaders(200, page.length);
                call.getResponseBody().write(page);
                call.close();
            });
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }
}
