package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static io.waymark.console.Api.get;
import static io.waymark.console.Api.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages about imports as people use them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class ImportPagesIT extends PageCases {

    private static final double SOON_MILLIS = 20_000;

    @Inject
    Pool database;

    private final String number = number();

    @ParameterizedTest
    @EnumSource(Language.class)
    void aFileIsSentAndItsPageTellsByItselfHowFarItIs(Language language) throws IOException {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/imports");
        assertThat(page.getByText(visitor.text("imports.none.help"))).isVisible();
        visitor.findsNothingWrong();

        send(visitor, "carrier,trackingNumber\nsto," + number + "\n!!," + number + "X\nsto," + number + "\n");

        assertThat(page.locator(".head .chip")).hasText(visitor.text("importState.DONE"), soon());
        Locator facts =
                page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(visitor.text("imports.progress")));
        assertThat(facts).containsText("4 / 4");
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("carrier");
        visitor.findsNothingWrong();
        Download errors = page.waitForDownload(
                () -> page.getByText(visitor.text("imports.errors.table")).click());
        assertThat(Files.readString(errors.path())).startsWith("\uFEFFline,field,reason\r\n3,carrier,");
        page.getByText(visitor.text("nav.imports")).last().click();
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText(visitor.text("importState.DONE"));
        get(scene.key(), "/v1/shipments?trackingNumber=" + number).body("items", hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aTemplateThatIsFilledInIsTaken(Language language) throws IOException {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/imports");
        Download template = page.waitForDownload(() ->
                page.getByText(visitor.text("imports.template"), exactly()).click());
        String head = Files.readString(template.path());
        assertThat(head).contains(language == Language.ZH ? "运单号,快递公司" : "trackingNumber,carrier");

        send(visitor, head + number + ",sto\r\n");

        assertThat(page.locator(".head .chip")).hasText(visitor.text("importState.DONE"), soon());
        assertThat(page.getByText(visitor.text("imports.noErrors.help"))).isVisible();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void anImportIsCancelled(Language language) {
        UUID open = open();
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/imports/" + open);
        assertThat(page.getByText(visitor.text("imports.noErrors.yet"))).isVisible();

        page.getByText(visitor.text("imports.cancel"), exactly()).click();
        Locator asked = page.getByText(visitor.text("imports.cancel.help"));
        assertThat(asked).isVisible();
        page.waitForResponse(answer -> answer.url().contains("/ui/imports/"), () -> {});
        assertThat(asked).isVisible();
        visitor.findsNothingWrong();
        page.getByText(visitor.text("imports.cancel.sure")).click();

        assertThat(page.locator(".head .chip")).hasText(visitor.text("importState.CANCELLED"));
        assertThat(page.getByText(visitor.text("imports.cancel"), exactly())).hasCount(0);
    }

    @Test
    void importsWorkWithoutScripts() {
        Visitor visitor = browser.withoutScripts(Language.EN, home).signIn(scene.key());
        Page page = visitor.page();
        page.navigate("/ui/imports");

        send(visitor, "carrier,trackingNumber\nsto," + number + "\n");

        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)))
                .containsText(visitor.text("imports.one"));
    }

    @Test
    void aFileThatCannotBeReadIsRefusedInWords() {
        Visitor visitor = signIn(Language.EN);
        visitor.page().navigate("/ui/imports");

        send(visitor, "order,amount\n1,2\n");

        assertThat(visitor.page().getByRole(AriaRole.HEADING)).hasText(visitor.text("failure.422"));
        assertThat(visitor.page().getByText("order")).isVisible();
        get(scene.key(), "/v1/imports").body("items", empty());
    }

    @Test
    void nothingIsTakenFromAFormThatIsNotOurs() {
        given().redirects()
                .follow(false)
                .header("Authorization", "Bearer " + scene.key())
                .multiPart("token", "not ours")
                .multiPart(
                        "file", "f.csv", ("carrier,trackingNumber\nsto," + number + "\n").getBytes(UTF_8), "text/csv")
                .post("/ui/imports")
                .then()
                .statusCode(403);

        get(scene.key(), "/v1/imports").body("items", empty());
    }

    @Test
    void whoMayOnlyReadLooksOn() {
        UUID open = open();
        Visitor visitor = signIn(Language.EN, scene.further(merchants, "read"));
        Page page = visitor.page();

        page.navigate("/ui/imports");
        assertThat(page.getByText(visitor.text("imports.reader"))).isVisible();
        assertThat(page.locator("input[type=file]")).hasCount(0);
        page.navigate("/ui/imports/" + open);
        assertThat(page.getByText(visitor.text("imports.cancel"), exactly())).hasCount(0);
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        UUID open = open();
        Page page = rival().page();

        assertThat(page.navigate("/ui/imports/" + open).status()).isEqualTo(404);
        assertThat(page.navigate("/ui/imports/" + open + "/errors").status()).isEqualTo(404);
        assertThat(page.navigate("/ui/imports/none").status()).isEqualTo(404);
        assertThat(page.navigate("/ui/imports?cursor=x").status()).isEqualTo(400);
    }

    private static void send(Visitor visitor, String file) {
        Page page = visitor.page();
        page.getByLabel(visitor.text("imports.file"))
                .setInputFiles(new FilePayload("parcels.csv", "text/csv", file.getBytes(UTF_8)));
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(visitor.text("imports.send")))
                .click();
    }

    /** An import that some other process seems to be at. */
    private UUID open() {
        UUID id = UUID.randomUUID();
        database.preparedQuery(
                        """
                        insert into shipment_import (import_id, merchant_id, actor, state, charset, columns, bytes_done,
                          lines_done, lease_until)
                        values ($1, $2, '', 'RUNNING', 'UTF-8', '{carrier,trackingNumber}', 0, 0, now() + interval '10 minutes')""")
                .execute(Tuple.of(id, scene.merchant()))
                .await()
                .indefinitely();
        return id;
    }

    private static Page.GetByTextOptions exactly() {
        return new Page.GetByTextOptions().setExact(true);
    }

    private static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(SOON_MILLIS);
    }
}
