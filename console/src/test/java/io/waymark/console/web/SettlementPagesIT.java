package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.readmodel.Ledger;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Command;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages about settlements as people use them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class SettlementPagesIT extends PageCases {

    private final String late = number();
    private final String held = number();

    @BeforeEach
    void theMerchantHasTwoPayments() {
        Ledger first = scene.owed(late)
                .to(SettlementState.WAITING, "ANSWER", "the gateway does not see the parcel yet")
                .attempted("NOT_YET", "E1", "logistics not found")
                .due(Instant.now().minus(3, ChronoUnit.HOURS))
                .worth("88.5")
                .publish();
        Ledger second = scene.owed(held).held("UNKNOWN_CARRIER").publish();
        scene.shows(first);
        scene.shows(second);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theLedgerIsNarrowedToWhatIsOverdue(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/settlements");
        assertThat(rows(page)).hasCount(2);
        visitor.findsNothingWrong();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(visitor.text("ledger.overdue")))
                .click();

        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("SAR 88.50");
        assertThat(page.url()).contains("due=0");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aSettlementShowsItsAttemptsAndTakesAnOrder(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/settlements");
        page.getByText("T" + late).click();

        assertThat(page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("logistics not found")))
                .containsText(visitor.text("outcome.NOT_YET"));
        visitor.findsNothingWrong();
        page.locator("select[name=order]").selectOption("RETRY");
        page.getByLabel(visitor.text("order.reason")).fill("asked the gateway");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("order.given", 1));
        assertThat(scene.commands(late))
                .singleElement()
                .extracting(Command::type)
                .isEqualTo(Command.RETRY_SETTLEMENT);
    }

    @Test
    void manyAreOrderedAtOnce() {
        Visitor visitor = signIn(Language.EN);
        Page page = visitor.page();
        page.navigate("/ui/settlements");

        page.getByLabel(visitor.text("list.pickAll")).check();
        page.getByText(visitor.text("order.picked")).click();
        page.locator("select[name=order]").selectOption("RELEASE");
        page.getByLabel(visitor.text("order.reason")).fill("carrier was added");
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("order.given", 2));
        assertThat(scene.commands(late)).hasSize(1);
        assertThat(scene.commands(held)).hasSize(1);
    }

    @Test
    void theEvidenceIsDownloaded() {
        Visitor visitor = signIn(Language.EN);
        Page page = visitor.page();
        page.navigate("/ui/settlements/" + Ledger.id(held));

        Download pack = page.waitForDownload(
                () -> page.getByText(visitor.text("settlement.pack")).click());

        assertThat(pack.suggestedFilename()).isEqualTo("waymark-settlement-" + Ledger.id(held) + ".zip");
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        Page page = rival().page();

        assertThat(page.navigate("/ui/settlements/" + Ledger.id(held)).status()).isEqualTo(404);
    }
}
