package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The first page as people see it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class OverviewIT extends PageCases {

    /** Of everything that a first view loads, as it comes over the wire. */
    private static final long MOST_BYTES = 250_000;

    @Inject
    Pool database;

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
        assertThat(region(page, visitor.text("health.title")).getByRole(AriaRole.ROW))
                .hasCount(3);
        assertThat(page.getByRole(AriaRole.ROW).filter(with(visitor.text("state.WAITING"))))
                .containsText("SAR 1,234.50");
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whoOperatesSeesWhetherEverythingIsOnItsWay(Language language) throws IOException {
        Scene.Parcel told = scene.parcel("yto", "YT" + number(), "P-1", 6, SubStatus.SIGNED, Monitoring.ACTIVE);
        scene.shows(told.id(), ShipmentStatus.DELIVERED);
        sql("insert into conservation_cell (hour, provider, raw_partition, accepted, normalized, new_scans, position)"
                + " values (date_trunc('hour', now()), 'ov-" + scene.merchant() + "', 77, 1, 1, 12, 0)");
        sql("insert into conservation_rejected values (date_trunc('hour', now()), 'ov-" + scene.merchant() + "', 3)");
        Visitor visitor = signIn(language);
        Page page = visitor.page();

        Locator provider = region(page, visitor.text("provider.title"))
                .getByRole(AriaRole.ROW)
                .filter(with("ov-" + scene.merchant()));
        assertThat(provider.getByRole(AriaRole.CELL).nth(3)).hasText("3");
        assertThat(region(page, visitor.text("fresh.title"))).containsText(visitor.text("fresh.newest"));
        assertThat(region(page, visitor.text("fresh.title"))).not().containsText(visitor.text("fresh.unread.unknown"));
        Locator flow = region(page, visitor.text("flow.title"));
        assertThat(flow.getByRole(AriaRole.IMG)).hasCount(2);
        flow.getByText(visitor.text("flow.table")).first().click();
        assertThat(flow.getByRole(AriaRole.ROW)).hasCount(25);
        assertThat(flow.getByRole(AriaRole.ROW).last()).not().containsText("–");
        visitor.findsNothingWrong();
        Download days =
                page.waitForDownload(() -> page.getByText(visitor.text("csv")).click());
        assertThat(Files.readString(days.path())).startsWith("\uFEFFday,signed,problems");
    }

    @Test
    void whoDoesNotOperateSeesNothingOfOthers() {
        Visitor visitor = signIn(Language.EN, scene.own(merchants));

        assertThat(visitor.page().getByText(visitor.text("provider.title"))).hasCount(0);
        assertThat(visitor.page().getByText(visitor.text("flow.title"))).hasCount(0);
    }

    @AfterEach
    void nothingIsLeft() {
        sql("delete from conservation_cell where provider like 'ov-%'");
        sql("delete from conservation_rejected where provider like 'ov-%'");
    }

    private void sql(String statement) {
        database.query(statement).execute().await().indefinitely();
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
        return region(page, panel).getByRole(AriaRole.LISTITEM).filter(with(name));
    }

    private static Locator region(Page page, String name) {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
    }

    private static FilterOptions with(String text) {
        return new FilterOptions().setHasText(text);
    }
}
