package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.as;
import static io.waymark.console.Api.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.console.Api;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.SettlementState;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of merchants as those use it who run Waymark, and as a merchant's own operators see it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class MerchantPagesIT extends PageCases {

    @ParameterizedTest
    @EnumSource(Language.class)
    void staffMakesAMerchantByItsFirstKeyWithTheKeyboardAlone(Language language) {
        String merchant = "m" + number();
        Visitor visitor = signIn(language, Api.STAFF);
        Page page = visitor.page();
        page.navigate("/ui/merchants");
        page.locator("input[name=merchantId]").focus();
        page.keyboard().type(merchant);
        page.keyboard().press("Tab");
        page.keyboard().type("first");
        page.keyboard().press("Enter");

        Locator made = page.getByRole(AriaRole.STATUS);
        assertThat(made).containsText(visitor.text("merchants.made", merchant));
        String key = made.locator("code").textContent();
        visitor.findsNothingWrong();
        as(key).get("/v1/shipments").then().statusCode(200);
        page.navigate("/ui/merchants?merchant=" + merchant);
        assertThat(page.content()).doesNotContain(key);
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page).getByRole(AriaRole.CELL)).containsText(new String[] {merchant, "1", "0", "0", "0"});
        assertThat(page.locator("input[name=merchantId]")).hasValue(merchant);
        as(Api.STAFF).get("/v1/audit").then().body("items[0].action", equalTo("POST /ui/merchants"));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void whatEachMerchantHasIsCounted(Language language) {
        scene.shows(scene.owed(number())
                .to(SettlementState.WAITING, "ANSWER", "not yet")
                .publish());
        scene.register("sf", "SF" + number(), "M-1", "");
        as(scene.key())
                .contentType(ContentType.JSON)
                .body("{\"url\": \"https://hooks.example/waymark\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201);
        Visitor visitor = signIn(language, Api.STAFF);
        Page page = visitor.page();
        page.navigate("/ui/merchants");
        page.getByLabel(visitor.text("merchants.find")).fill(scene.merchant());
        page.keyboard().press("Enter");

        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page).getByRole(AriaRole.CELL))
                .containsText(new String[] {scene.merchant(), "1", "2", "1", "1"});
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aMerchantsOwnOperatorsSeeTheirOwnAndWhoMayAddOthers(Language language) {
        rival();
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(visitor.text("nav.merchants")))
                .click();

        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(scene.merchant());
        assertThat(page.getByText(visitor.text("merchants.first.own"))).isVisible();
        assertThat(page.locator("form[action='/ui/merchants'][method=post]")).hasCount(0);
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aFormThatIsRefusedSaysWhyAndKeepsWhatWasTyped(Language language) {
        Visitor visitor = signIn(language, Api.STAFF);
        Page page = visitor.page();
        page.navigate("/ui/merchants");
        page.locator("input[name=merchantId]").evaluate("field => field.removeAttribute('pattern')");
        page.locator("input[name=merchantId]").fill("two words");
        page.locator("input[name=name]").fill("typed with care");
        page.locator("input[name=scope][value=register]").uncheck();
        page.keyboard().press("Enter");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText(visitor.text("field.merchantId"));
        assertThat(page.getByRole(AriaRole.ALERT))
                .containsText(language == Language.ZH ? "只能是字母与数字" : "must be letters and digits");
        assertThat(page.locator("input[name=merchantId]")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("input[name=name]")).hasValue("typed with care");
        assertThat(page.locator("input[name=scope]:checked")).hasCount(1);
        visitor.findsNothingWrong();
    }

    @Test
    void merchantsArePagedByName() {
        String prefix = "page" + number() + "-";
        for (int i = 0; i < 52; i++) {
            merchants.add(prefix + (100 + i), prefix + i, "read");
        }
        Visitor visitor = signIn(Language.EN, Api.STAFF);
        Page page = visitor.page();
        page.navigate("/ui/merchants?merchant=" + prefix);
        assertThat(rows(page)).hasCount(50);
        page.getByText(visitor.text("list.next")).click();

        assertThat(rows(page)).hasCount(2);
        assertThat(rows(page).last()).containsText(prefix + "151");
    }

    @Test
    void whoDoesNotOperateIsNotOfferedMerchants() {
        Visitor visitor = signIn(Language.EN, scene.further(merchants, "read", "register"));

        assertThat(visitor.page().getByText(visitor.text("nav.merchants"))).hasCount(0);
        assertThat(visitor.page().navigate("/ui/merchants").status()).isEqualTo(403);
        assertThat(visitor.page().getByRole(AriaRole.NAVIGATION).first()).isVisible();
    }

    @Test
    void nobodyMakesAKeyForAnotherMerchantWhoIsNotStaff() {
        Visitor visitor = signIn(Language.EN);
        Page page = visitor.page();
        page.navigate("/ui/keys");
        page.locator("form[action='/ui/keys']")
                .evaluate("form => { form.action = '/ui/merchants'; const one = document.createElement('input');"
                        + " one.name = 'merchantId'; one.value = 'another'; form.append(one); }");
        page.locator("input[name=name]").fill("mine");
        page.keyboard().press("Enter");

        assertThat(page.locator("main")).containsText("must be your own");
    }
}
