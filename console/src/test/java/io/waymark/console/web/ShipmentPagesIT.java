package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages about shipments as people use them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ShipmentPagesIT extends PageCases {

    private static final double SOON_MILLIS = 20_000;

    private final String signed = "YT" + number();
    private final String lost = "ZT" + number();

    @BeforeEach
    void theMerchantHasTwoParcels() {
        Scene.Parcel first = scene.parcel("yto", signed, "A-1", 6, SubStatus.SIGNED, Monitoring.ACTIVE);
        Scene.Parcel second = scene.parcel("zto", lost, "A-2", 4, SubStatus.LOST, Monitoring.ACTIVE);
        scene.shows(first.id(), ShipmentStatus.DELIVERED);
        scene.shows(second.id(), ShipmentStatus.EXCEPTION);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aShipmentShowsItsWayWithBothTimesAndWhy(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/shipments");
        page.getByText(signed).click();

        Locator way =
                page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(visitor.text("shipment.way")));
        assertThat(way.getByRole(AriaRole.LISTITEM)).hasCount(7);
        Locator newest = way.getByRole(AriaRole.LISTITEM).first();
        assertThat(newest).containsText("已签收，签收人：本人");
        assertThat(newest).containsText("+08:00");
        newest.getByText(visitor.text("shipment.decides")).click();
        assertThat(newest).containsText("kuaidi100@3");
        assertThat(newest).containsText("waymark.raw.v1-0@7");
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatIsToldMeanwhileAppearsByItself(Language language) {
        Scene.Parcel parcel = scene.parcel("sf", "SF" + number(), "A-3", 5);
        scene.shows(parcel.id(), ShipmentStatus.IN_TRANSIT);
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/shipments/" + parcel.id());
        assertThat(page.locator(".head .chip")).hasText(visitor.text("status.IN_TRANSIT"));

        parcel.now(6, SubStatus.SIGNED_BY_PROXY, "已签收，前台代收");

        assertThat(page.getByText("已签收，前台代收")).isVisible(soon());
        assertThat(page.locator(".head .chip")).hasText(visitor.text("status.DELIVERED"), textSoon());
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("live.new"));
        parcel.now(7, SubStatus.RETURNING, "退回中");
        assertThat(page.getByText("退回中", new Page.GetByTextOptions().setExact(true))
                        .last())
                .isVisible(soon());
        visitor.findsNothingWrong();
    }

    @Test
    void aPageThatNobodyLooksAtListensToNothingAndCatchesUpLater() {
        Scene.Parcel parcel = scene.parcel("sf", "SF" + number(), "A-4", 5);
        scene.shows(parcel.id(), ShipmentStatus.IN_TRANSIT);
        Visitor visitor = signIn(Language.EN);
        Page page = visitor.page();
        page.addInitScript("window.streams = []; window.EventSource = class extends EventSource {"
                + " constructor(url) { super(url); streams.push(this); } };");
        page.navigate("/ui/shipments/" + parcel.id());
        assertThat(page.evaluate("streams.length")).isEqualTo(1);

        hide(page, true);
        assertThat(page.evaluate("streams[0].readyState === EventSource.CLOSED"))
                .isEqualTo(true);
        parcel.now(6, SubStatus.SIGNED_BY_PROXY, "已签收，前台代收");
        scene.shows(parcel.id(), ShipmentStatus.DELIVERED);
        assertThat(page.getByText("已签收，前台代收")).hasCount(0);
        hide(page, false);

        assertThat(page.getByText("已签收，前台代收")).isVisible(soon());
        assertThat(page.evaluate("streams.length")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aParcelIsRegisteredByHand(Language language) {
        String number = "SF" + number();
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/shipments");
        page.getByText(visitor.text("register")).click();
        visitor.findsNothingWrong();
        page.locator("input[name=trackingNumber]").fill(number);
        page.locator("input[name=carrier]").fill("sf");
        page.locator("input[name=orderId]").fill("by hand");
        page.keyboard().press("Enter");

        assertThat(page.getByText(visitor.text("shipment.noScans.help"))).isVisible();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(number);
        page.navigate("/ui/register");
        page.locator("input[name=trackingNumber]").fill("?");
        page.locator("input[name=orderId]").fill("typed with care");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText(visitor.text("field.carrier"));
        assertThat(page.getByRole(AriaRole.ALERT)).containsText(language == Language.ZH ? "无法由单号识别" : "cannot be");
        assertThat(page.locator("input[name=orderId]")).hasValue("typed with care");
        visitor.findsNothingWrong();
    }

    @Test
    void pagesWorkWithoutScripts() {
        Visitor visitor = browser.withoutScripts(Language.EN, home).signIn(scene.own(merchants));
        Page page = visitor.page();
        page.navigate("/ui/shipments");

        page.locator("select[name=status]").selectOption("DELIVERED");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(visitor.text("search")))
                .click();

        assertThat(rows(page)).hasCount(1);
        page.getByText(signed).click();
        assertThat(page.getByText("【广州天河公司】已揽收")).isVisible();
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        Visitor visitor = rival();
        Page page = visitor.page();

        String own = "/ui/shipments/" + new Scene.Parcel("yto", signed).id();
        assertThat(page.navigate(own).status()).isEqualTo(404);
        assertThat(page.getByRole(AriaRole.HEADING)).hasText(visitor.text("failure.404"));
        page.navigate("/ui/shipments?trackingNumber=" + signed);
        assertThat(page.getByText(visitor.text("list.empty.narrow"))).isVisible();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "x", "9999999999999999999"})
    void aStreamThatBeginsNowhereIsRefused(String after) {
        Visitor visitor = browser.visitor(Language.EN, home).signIn(scene.key());

        String stream = "/ui/shipments/" + new Scene.Parcel("yto", signed).id() + "/stream?after=" + after;
        assertThat(visitor.page().navigate(stream).status()).isEqualTo(400);
    }

    @Test
    void whoMayOnlyReadIsOfferedNoOrders() {
        Visitor visitor = signIn(Language.EN, scene.further(merchants, "read"));
        Page page = visitor.page();
        page.navigate("/ui/shipments");

        assertThat(rows(page)).hasCount(2);
        assertThat(page.getByRole(AriaRole.CHECKBOX)).hasCount(0);
        assertThat(page.getByText(visitor.text("order.picked"))).hasCount(0);
    }

    /** What the browser does when another tab is looked at. */
    private static void hide(Page page, boolean isHidden) {
        page.evaluate(
                "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
                        + " document.dispatchEvent(new Event('visibilitychange')); }",
                isHidden);
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(SOON_MILLIS);
    }

    private static LocatorAssertions.HasTextOptions textSoon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(SOON_MILLIS);
    }
}
