package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.console.Api;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentId;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every page of the console keeps to, seen dark and on the smallest phone; what each is for is tested by itself. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class EveryPageIT extends PageCases {

    /** Of all that a page loads, as it comes over the wire. */
    private static final long MOST_BYTES = 250_000;

    private static final int SMALLEST = 320;

    private static final String BEYOND =
            """
            [...document.querySelectorAll('main *')]
              .filter(one => one.getBoundingClientRect().right > innerWidth && !one.closest('.scroll'))
              .map(one => one.outerHTML.slice(0, 80))""";

    /** Every page there is with what its heading says: a text's key, or a name in braces of what the page is about. */
    // spotless:off
    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("/ui/",                          "nav.overview"),
            Map.entry("/ui/shipments",                 "nav.shipments"),
            Map.entry("/ui/shipments/{shipment}",      "{number}"),
            Map.entry("/ui/erasures/{erasure}",        "erasure"),
            Map.entry("/ui/register",                  "register"),
            Map.entry("/ui/imports",                   "nav.imports"),
            Map.entry("/ui/dead-letters",              "nav.deadLetters"),
            Map.entry("/ui/rejections",                "rejections"),
            Map.entry("/ui/replays",                   "replays"),
            Map.entry("/ui/settlements",               "nav.settlements"),
            Map.entry("/ui/settlements/{settlement}",  "{owed}"),
            Map.entry("/ui/carriers",                  "nav.carriers"),
            Map.entry("/ui/webhooks",                  "nav.webhooks"),
            Map.entry("/ui/webhooks/{webhook}",        "{url}"),
            Map.entry("/ui/merchants",                 "nav.merchants"),
            Map.entry("/ui/keys",                      "nav.keys"),
            Map.entry("/ui/no-such-page",              "failure.404"));
    // spotless:on

    /** Those of the people who run the installation. */
    private static final Set<String> OF_STAFF =
            Set.of("/ui/dead-letters", "/ui/rejections", "/ui/replays", "/ui/merchants");

    private final String number = "YT" + number();
    private final String owed = number();

    @Test
    void noPartOfTheConsoleIsLeftOut() {
        assertThat(PAGES.keySet())
                .containsAll(Places.PARTS.stream().map(Places.Part::path).toList());
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyPageIsForEverybodyOnAnyScreenAndAsksNobodyElse(Language language) {
        Map<String, String> things = things();
        Visitor merchant = visitor(language).signIn(scene.key());
        Visitor staff = visitor(language).signIn(Api.STAFF);
        List<String> tooWide = new ArrayList<>();
        PAGES.forEach((path, heading) -> {
            Visitor visitor = OF_STAFF.contains(path) ? staff : merchant;
            visitor.forget();
            Page page = visitor.page();
            page.navigate(filled(path, things));

            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                    .containsText(heading.startsWith("{") ? filled(heading, things) : visitor.text(heading));
            assertThat(page.locator("html")).hasAttribute("lang", language.tag());
            if (!page.evaluate("document.documentElement.scrollWidth").equals(SMALLEST)) {
                tooWide.add(path + " " + page.evaluate(BEYOND));
            }
            assertThat(visitor.loaded())
                    .as("what %s loads", path)
                    .allMatch(address -> address.startsWith(home) || address.startsWith("data:image/svg+xml"));
            assertThat(visitor.bytes()).as("weight of %s", path).isBetween(1L, MOST_BYTES);
            visitor.findsNothingWrong();
            theKeyboardLeadsPastTheMenu(page);
        });

        assertThat(tooWide).as("pages that scroll sideways").isEmpty();
    }

    private Visitor visitor(Language language) {
        return browser.visitor(language, home, ColorScheme.DARK, SMALLEST);
    }

    /** On the page as it is after it was loaded. */
    private static void theKeyboardLeadsPastTheMenu(Page page) {
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");

        assertThat(page.evaluate("document.querySelector('main').contains(document.activeElement)"))
                .as("the second key leads into %s", page.url())
                .isEqualTo(true);
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                .as("what has the keyboard on %s is marked", page.url())
                .isNotEqualTo("none");
    }

    private static String filled(String text, Map<String, String> things) {
        String filled = text;
        for (Map.Entry<String, String> thing : things.entrySet()) {
            filled = filled.replace("{" + thing.getKey() + "}", thing.getValue());
        }
        return filled;
    }

    /** One of everything. */
    private Map<String, String> things() {
        String url = "https://hooks.example/" + number + "/" + "long".repeat(30);
        Scene.Parcel parcel = scene.parcel("yto", number, "A-1", 6, SubStatus.SIGNED, Monitoring.ACTIVE);
        Ledger ledger = scene.owed(owed)
                .to(SettlementState.WAITING, "ANSWER", "not yet")
                .worth("1234.50")
                .publish();
        String webhook = as(scene.key())
                .contentType(ContentType.JSON)
                .body("{\"url\": \"" + url + "\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");
        scene.shows(parcel.id(), ShipmentStatus.DELIVERED);
        scene.shows(ledger);
        String erased = number();
        Api.register(scene.key(), erased, "").statusCode(201);
        String erasure = as(scene.key())
                .delete("/v1/shipments/" + ShipmentId.of("sto", erased) + "/personal-data")
                .then()
                .statusCode(202)
                .extract()
                .path("erasureId");
        return Map.of(
                "shipment", parcel.id().toString(),
                "number", number,
                "settlement", ledger.id().toString(),
                "owed", owed,
                "erasure", erasure,
                "webhook", webhook,
                "url", url);
    }
}
