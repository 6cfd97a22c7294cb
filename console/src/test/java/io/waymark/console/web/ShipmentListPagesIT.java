package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Command;
import io.waymark.contract.Flag;
import io.waymark.contract.Monitoring;
import io.waymark.contract.SettlementState;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lists of shipments as people work through them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ShipmentListPagesIT extends PageCases {

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
    void aListIsNarrowedByKeyboardAndItsAddressSaysHow(Language language) {
        Visitor visitor = signIn(language, scene.own(merchants));
        Page page = visitor.page();
        page.navigate("/ui/shipments");
        assertThat(rows(page)).hasCount(2);
        visitor.findsNothingWrong();

        page.getByLabel(visitor.text("order.id")).focus();
        page.keyboard().type("A-2");
        page.keyboard().press("Enter");

        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(lost);
        assertThat(page.url()).contains("orderId=A-2");
        page.reload();
        assertThat(rows(page)).hasCount(1);
        assertThat(page.getByLabel(visitor.text("order.id"))).hasValue("A-2");
        page.goBack();
        assertThat(rows(page)).hasCount(2);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aQueueHoldsWhatItsNameSays(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/shipments");

        tab(visitor, "queue.exception").click();
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(lost);
        tab(visitor, "queue.returning").click();

        assertThat(page.getByText(visitor.text("list.empty.narrow"))).isVisible();
        assertThat(tab(visitor, "queue.returning")).hasAttribute("aria-current", "page");
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aQueueHoldsWhatWaitsForTooLongAndAnotherWhatWentBack(Language language) {
        Scene.Parcel late = scene.parcel("sto", number(), "Q-1", 5);
        late.scanned(6 * 24, 6, SubStatus.LOCKER, "已放入快递柜");
        Scene.Parcel fresh = scene.parcel("sto", number(), "Q-2", 5);
        fresh.scanned(2, 6, SubStatus.LOCKER, "已放入快递柜");
        Scene.Parcel back = scene.parcel("sto", number(), "Q-3", 5, SubStatus.SIGNED, Monitoring.ACTIVE);
        back.scanned(0, 7, SubStatus.RETURNING, "退回中", Flag.RETURNED_AFTER_DELIVERY);
        scene.shows(late.id(), ShipmentStatus.AVAILABLE_FOR_PICKUP);
        scene.shows(fresh.id(), ShipmentStatus.AVAILABLE_FOR_PICKUP);
        scene.shows(back.id(), ShipmentStatus.RETURNING);
        String own = scene.own(merchants);
        Visitor visitor = signIn(language, own);
        Page page = visitor.page();
        page.navigate("/ui/shipments");

        tab(visitor, "queue.tooLong").click();
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("Q-1");
        assertThat(page.locator("select[name=queue]")).hasValue("AVAILABLE_TOO_LONG");
        tab(visitor, "queue.returned").click();
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("Q-3");
        visitor.findsNothingWrong();
        get(own, "/v1/shipments?queue=available_too_long").body("items.orderId", contains("Q-1"));
        get(own, "/v1/shipments?queue=RETURNED_AFTER_DELIVERY&status=RETURNING").body("items.orderId", contains("Q-3"));
        get(own, "/v1/shipments?queue=RETURNED_AFTER_DELIVERY&carrier=zto").body("items", empty());
        get(own, "/v1/shipments?queue=late").statusCode(400);
        page.navigate("/ui/");
        assertThat(page.locator(".queues").getByRole(AriaRole.LISTITEM).filter(with(visitor.text("queue.tooLong"))))
                .containsText("1");
        assertThat(page.locator(".queues").getByRole(AriaRole.LISTITEM).filter(with(visitor.text("queue.returned"))))
                .containsText("1");
    }

    @Test
    void theListIsDownloadedAsItIsNarrowed() throws IOException {
        Visitor visitor = signIn(Language.EN, scene.own(merchants));
        Page page = visitor.page();
        page.navigate("/ui/shipments?status=DELIVERED");

        Download table =
                page.waitForDownload(() -> page.getByText(visitor.text("csv")).click());

        assertThat(table.suggestedFilename()).isEqualTo("shipments.csv");
        assertThat(Files.readString(table.path()).lines().skip(1).toList())
                .singleElement()
                .asString()
                .contains(signed);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void anOrderIsGivenForTheParcelsPicked(Language language) {
        String number = number();
        scene.shows(scene.owed(number)
                .to(SettlementState.WAITING, "ANSWER", "not yet")
                .publish());
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/shipments?trackingNumber=" + number);

        page.getByLabel(visitor.text("list.pickAll")).check();
        page.getByText(visitor.text("order.picked")).click();
        page.locator("select[name=order]").selectOption("HOLD");
        page.getByLabel(visitor.text("order.reason")).fill("the customer called");
        visitor.findsNothingWrong();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(visitor.text("order.give")))
                .click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("order.given", 1));
        assertThat(scene.commands(number)).singleElement().satisfies(command -> {
            assertThat(command.type()).isEqualTo(Command.HOLD_SETTLEMENT);
            assertThat(command.reason()).isEqualTo("the customer called");
            assertThat(command.actor()).startsWith(scene.merchant() + "/key-");
        });
    }

    private static Locator tab(Visitor visitor, String text) {
        return visitor.page()
                .getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK)
                .filter(new FilterOptions().setHasText(visitor.text(text)));
    }

    private static FilterOptions with(String text) {
        return new FilterOptions().setHasText(text);
    }
}
