package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Monitoring;
import io.waymark.contract.ShipmentStatus;
import io.waymark.contract.SubStatus;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of carriers as people use them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class CarrierPagesIT extends PageCases {

    @ParameterizedTest
    @EnumSource(Language.class)
    void aScorecardShowsWhatRestsOnEnoughParcels(Language language) {
        for (int i = 0; i < 5; i++) {
            Scene.Parcel parcel = scene.parcel("yto", "YT" + number(), "C-" + i, 6, SubStatus.SIGNED, Monitoring.ENDED);
            scene.shows(parcel.id(), ShipmentStatus.DELIVERED);
        }
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/carriers");

        Locator line = rows(page);
        assertThat(line).hasCount(1);
        assertThat(line).containsText("65.0");
        assertThat(line).containsText("100.0 %");
        assertThat(line.getByRole(AriaRole.CELL).nth(4)).containsText("–");
        visitor.findsNothingWrong();
        page.locator("select[name=by]").selectOption("lane");

        assertThat(line).containsText("→");
        assertThat(page.url()).contains("by=lane");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whereNothingIsKnownThePageSaysSo(Language language) {
        Visitor visitor = signIn(language);
        visitor.page().navigate("/ui/carriers");

        assertThat(visitor.page().getByText(visitor.text("carriers.none"))).isVisible();
        visitor.findsNothingWrong();
        visitor.page().locator("input[name=lane]").fill("nowhere");
        visitor.page().keyboard().press("Enter");

        assertThat(visitor.page().getByText(visitor.text("failure.400"))).isVisible();
        assertThat(visitor.page().navigate("/ui/carriers?lane=nowhere").status())
                .isEqualTo(400);
    }
}
