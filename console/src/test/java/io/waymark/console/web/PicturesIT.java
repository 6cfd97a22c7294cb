package io.waymark.console.web;

import static io.waymark.console.Api.as;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.withFile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.Api;
import io.waymark.console.access.Merchants;
import io.waymark.console.deadletter.Letters;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures in {@code docs/images}, and looks at nothing: {@code -Dwaymark.pictures=true}. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@EnabledIfSystemProperty(named = "waymark.pictures", matches = "true")
class PicturesIT {

    private static final Path PLACE = Path.of(System.getProperty("waymark.pictures.in", "../docs/images"));
    private static final boolean FULL = Boolean.getBoolean("waymark.pictures.full");
    private static final int DESK_WIDTH = 1360;
    private static final int PHONE_WIDTH = 390;

    /** What a picture is named, of which page, and how it is looked at. */
    // spotless:off
    private static final List<Shot> SHOTS = List.of(
            new Shot("overview",    "/ui/",                     View.EN, View.ZH, View.DARK, View.PHONE),
            new Shot("shipments",   "/ui/shipments",            View.EN),
            new Shot("shipment",    "/ui/shipments/{shipment}", View.EN, View.PHONE),
            new Shot("imports",     "/ui/imports",              View.EN, View.ZH),
            new Shot("import",      "/ui/imports/{import}",     View.EN),
            new Shot("settlements", "/ui/settlements",          View.EN, View.ZH),
            new Shot("settlement",  "/ui/settlements/{settlement}", View.EN),
            new Shot("carriers",    "/ui/carriers",             View.EN),
            new Shot("webhooks",    "/ui/webhooks",             View.EN),
            new Shot("webhook",     "/ui/webhooks/{webhook}",   View.EN),
            new Shot("keys",        "/ui/keys",                 View.EN),
            new Shot("track",       "/track/yto/YT8800100",     View.EN, View.PHONE));
    // spotless:on

    private record Shot(String name, String path, Set<View> views) {

        Shot(String name, String path, View... views) {
            this(name, path, Set.of(views));
        }
    }

    private enum View {
        EN("", Language.EN, ColorScheme.LIGHT, DESK_WIDTH),
        ZH("-zh", Language.ZH, ColorScheme.LIGHT, DESK_WIDTH),
        DARK("-dark", Language.EN, ColorScheme.DARK, DESK_WIDTH),
        PHONE("-phone", Language.ZH, ColorScheme.DARK, PHONE_WIDTH);

        final String suffix;
        final Language language;
        final ColorScheme scheme;
        final int width;

        View(String suffix, Language language, ColorScheme scheme, int width) {
            this.suffix = suffix;
            this.language = language;
            this.scheme = scheme;
            this.width = width;
        }
    }

    private final Scene scene = new Scene("lantern-books", "lantern-books-key");

    @Inject
    Merchants merchants;

    @TestHTTPResource
    String home;

    @Test
    void everyPageIsTaken() {
        merchants.add(scene.merchant(), scene.key());
        merchants.add("newcomer", "newcomer-key");
        Scene.Parcel last = aDay();
        scene.shows(last.id(), ShipmentStatus.DELIVERED);
        Map<String, String> things = Map.of(
                "shipment", last.id().toString(),
                "settlement", Ledger.id("77318200456").toString(),
                "import", anImport(),
                "webhook", anEndpoint());
        new Letters("no scan in it can be read").die(3);
        try (Browser browser = Browser.open()) {
            for (View view : View.values()) {
                take(browser, view, things);
            }
            Visitor newcomer = browser.visitor(Language.EN, home);
            newcomer.page().navigate("/ui/sign-in");
            picture(newcomer.page(), "sign-in");
            picture(newcomer.signIn("newcomer-key").page(), "first-run");
            Visitor staff = browser.visitor(Language.EN, home).signIn(Api.STAFF);
            for (String name : List.of("dead-letters", "rejections", "replays", "merchants")) {
                staff.page().navigate("/ui/" + name);
                picture(staff.page(), name);
            }
        }
    }

    private void take(Browser browser, View view, Map<String, String> things) {
        Visitor visitor =
                browser.visitor(view.language, home, view.scheme, view.width).signIn(scene.key());
        for (Shot shot : SHOTS) {
            if (shot.views().contains(view)) {
                String path = shot.path();
                for (Map.Entry<String, String> thing : things.entrySet()) {
                    path = path.replace("{" + thing.getKey() + "}", thing.getValue());
                }
                visitor.page().navigate(path);
                picture(visitor.page(), shot.name() + view.suffix);
            }
        }
    }

    /** One that has ended, with lines that were not registered. */
    private String anImport() {
        String file = "carrier,trackingNumber,orderId\nsto,77319990001,LB-20701\nyto,YT8800900,LB-20702\n"
                + "nobody knows,1,LB-20703\nsto,,LB-20704\nsf,SF1002009009,LB-20705\n";
        String id = withFile(as(scene.key()), "text/csv", file.getBytes(UTF_8))
                .post("/v1/shipments/import")
                .then()
                .statusCode(202)
                .extract()
                .path("importId");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> get(scene.key(), "/v1/imports/" + id).body("state", equalTo("DONE")));
        return id;
    }

    private String anEndpoint() {
        return as(scene.key())
                .contentType("application/json")
                .body("{\"url\": \"https://shop.example/waymark\", \"description\": \"the shop's own system\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PLACE.resolve(name + ".png"))
                .setFullPage(FULL));
    }

    /** @return the parcel that was told of last */
    private Scene.Parcel aDay() {
        List<String> carriers = List.of("yto", "zto", "sf", "jdl", "ems", "yunda");
        for (int i = 0; i < 26; i++) {
            String number = "78" + (200_300_400L + i * 137L);
            scene.parcel(carriers.get(i % 6), number, "LB-" + (20_410 + i), 1 + i % 6);
        }
        List<SubStatus> ends = List.of(
                SubStatus.DETAINED, SubStatus.UNREACHABLE, SubStatus.STATION, SubStatus.RETURNING, SubStatus.LOCKER);
        for (int i = 0; i < ends.size(); i++) {
            scene.parcel("zto", "7530018" + i, "LB-2050" + i, 6, ends.get(i), Monitoring.ACTIVE);
        }
        scene.parcel("sf", "SF1002003004", "LB-20511", 3, null, Monitoring.ABORTED_STALE);
        List<SettlementState> states = List.of(
                SettlementState.WAITING, SettlementState.HELD, SettlementState.ACKNOWLEDGED, SettlementState.REJECTED);
        for (int i = 0; i < states.size(); i++) {
            scene.owed("773" + (18_200_455L + i))
                    .to(SettlementState.ELIGIBLE, "FACTS", "the parcel was signed for")
                    .attempted("NOT_YET", "E1002", "logistics information not found")
                    .to(states.get(i), "ANSWER", i == 1 ? "the gateway does not know the carrier yet" : "")
                    .due(Instant.now().plus(i * 20L - 10, ChronoUnit.HOURS))
                    .worth("1" + i + "8.50")
                    .publish();
        }
        for (int i = 0; i < 13; i++) {
            scene.parcel(
                    "yto",
                    "YT88001" + (100 + i),
                    "LB-206" + (10 + i),
                    6,
                    SubStatus.SIGNED_BY_RECIPIENT,
                    Monitoring.ENDED);
        }
        return scene.parcel("yto", "YT8800100", "LB-20600", 6, SubStatus.SIGNED_BY_RECIPIENT, Monitoring.ENDED);
    }
}
