package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first page as people see it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class OverviewIT extends PageCases {

    /** Of everything that a first view loads, as it comes over the wire. */
    private static final long MOST_BYTES = 250_000;

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoComesFirstIsToldWhatToDo(Language language) {
        Visitor visitor = signIn(language, scene.own(merchants));

        assertThat(visitor.page().getByText(visitor.text("first.title"))).isVisible();
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void parcelsAndMoneyAreCounted(Language language) {
        Scene.Parcel signed = scene.parcel("yto", "YT" + number(), "A-1", 6, SubStatus.SIGNED, Monitoring.ACTIVE);
        Scene.Parcel lost = scene.parcel("zto", number(), "A-2", 4, SubStatus.LOST, Monitoring.ACTIVE);
        scene.shows(signed.id(), ShipmentStatus.DELIVERED);
        scene.shows(lost.id(), ShipmentStatus.EXCEPTION);
        scene.shows(scene.owed(number())
                .to(SettlementState.WAITING, "ANSWER", "not yet")
                .worth("1234.50")
                .publish());

        Visitor visitor = signIn(language, scene.own(merchants));
        Page page = visitor.page();

        assertThat(bar(page, visitor.text("overview.byStatus"), visitor.text("status.EXCEPTION")))
                .containsText("1");
        assertThat(bar(page, visitor.text("overview.byStatus"), visitor.text("status.DELIVERED")))
                .containsText("1");
        assertThat(bar(page, visitor.text("overview.queues"), visitor.text("queue.exception")))
                .containsText("1");
        assertThat(bar(page, visitor.text("overview.queues"), visitor.text("queue.failed")))
                .containsText("0");
        assertThat(page.getByRole(AriaRole.IMG)).hasAttribute("aria-label", visitor.text("chart.total", 1, 1));
        assertThat(page.getByRole(AriaRole.ROW).filter(with(visitor.text("state.WAITING"))))
                .containsText("SAR 1,234.50");
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aFirstViewIsLightAndAsksNobodyElse(Language language) {
        Visitor visitor = signIn(language);

        assertThat(visitor.loaded()).allSatisfy(address -> assertThat(address)
                .matches(own -> own.startsWith(home) || own.startsWith("data:image/svg+xml"), "is ours"));
        assertThat(visitor.bytes()).isBetween(1L, MOST_BYTES);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void languageAndAppearanceAreChosenByWhoLooks(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        Language other = language == Language.ZH ? Language.EN : Language.ZH;

        page.getByText(visitor.text("theme.DARK")).click();
        assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
        visitor.findsNothingWrong();
        page.getByText(visitor.text("language." + other)).click();

        assertThat(page.locator("html")).hasAttribute("lang", other.tag());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .hasText(Texts.of(other, "nav.overview"));
    }

    private static Locator bar(Page page, String panel, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(panel))
                .getByRole(AriaRole.LISTITEM)
                .filter(with(name));
    }

    private static FilterOptions with(String text) {
        return new FilterOptions().setHasText(text);
    }
}
