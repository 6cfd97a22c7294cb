package io.waymark.console.web;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.access.Merchants;
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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Takes the pictures in {@code docs/images}, and looks at nothing: {@code -Dwaymark.pictures=true}. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
@EnabledIfSystemProperty(named = "waymark.pictures", matches = "true")
class PicturesIT {

    private static final Path PLACE = Path.of(System.getProperty("waymark.pictures.in", "../docs/images"));
    private static final boolean FULL = Boolean.getBoolean("waymark.pictures.full");
    private static final int DESK = 1360;
    private static final int PHONE = 390;

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
        try (Browser browser = Browser.open()) {
            take(browser, Language.EN, ColorScheme.LIGHT, DESK, "");
            take(browser, Language.ZH, ColorScheme.LIGHT, DESK, "-zh");
            take(browser, Language.EN, ColorScheme.DARK, DESK, "-dark");
            take(browser, Language.ZH, ColorScheme.DARK, PHONE, "-phone");
            Visitor newcomer = browser.visitor(Language.EN, home).signIn("newcomer-key");
            picture(newcomer.page(), "first-run");
        }
    }

    private void take(Browser browser, Language language, ColorScheme scheme, int width, String suffix) {
        Visitor visitor = browser.visitor(language, home, scheme, width);
        visitor.page().navigate("/ui/sign-in");
        picture(visitor.page(), "sign-in" + suffix);
        visitor.signIn(scene.key());
        for (String place : List.of(
                "overview:/ui/",
                "shipments:/ui/shipments",
                "shipment:/ui/shipments/" + new Scene.Parcel("yto", "YT8800100").id(),
                "imports:/ui/imports",
                "settlements:/ui/settlements",
                "settlement:/ui/settlements/" + Ledger.id("77318200456"),
                "carriers:/ui/carriers",
                "keys:/ui/keys")) {
            visitor.page().navigate(place.replaceFirst(".*:", ""));
            picture(visitor.page(), place.replaceFirst(":.*", "") + suffix);
        }
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
