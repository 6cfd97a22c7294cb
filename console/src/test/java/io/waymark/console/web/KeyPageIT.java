package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.as;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page of keys as operators use it. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class KeyPageIT extends PageCases {

    @ParameterizedTest
    @EnumSource(Language.class)
    void aKeyIsMadeShownOnceAndRevoked(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/keys");
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(visitor.text("keys.name")))
                .fill("warehouse 12");
        page.keyboard().press("Enter");

        String made = page.getByRole(AriaRole.STATUS).locator("code").textContent();
        visitor.findsNothingWrong();
        as(made).get("/v1/shipments").then().statusCode(200);
        as(made).get("/v1/keys").then().statusCode(403);
        page.navigate("/ui/keys");
        assertThat(page.content()).doesNotContain(made);
        Locator line = page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText("warehouse 12"));
        assertThat(line).containsText(visitor.text("keyState.VALID"));
        line.getByText(visitor.text("keys.revoke")).first().click();
        line.getByText(visitor.text("keys.revoke.sure")).click();

        assertThat(line).containsText(visitor.text("keyState.REVOKED"));
        as(made).get("/v1/shipments").then().statusCode(401);
    }

    @Test
    void whoDoesNotOperateIsNotOfferedKeys() {
        Visitor visitor = signIn(Language.EN, scene.further(merchants, "read"));

        assertThat(visitor.page().getByText(visitor.text("nav.keys"))).hasCount(0);
        assertThat(visitor.page().navigate("/ui/keys").status()).isEqualTo(403);
    }
}
