package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import io.waymark.contract.WebhookDelivery;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages about webhooks as people use them. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class WebhookPagesIT extends PageCases {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    @ParameterizedTest
    @EnumSource(Language.class)
    void anEndpointIsMadeTestedAndDeleted(Language language) {
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/webhooks");
        assertThat(page.getByText(visitor.text("webhooks.none.help"))).isVisible();
        visitor.findsNothingWrong();
        page.locator("input[name=url]").fill("https://shop.example/hook");
        page.getByText(visitor.text("webhookType.order.unlocked")).click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(visitor.text("webhooks.make")))
                .click();

        page.waitForURL("**/ui/webhooks/*");
        String id = page.url().replaceFirst(".*/", "");
        assertThat(page.getByText("order.unlocked")).isVisible();
        visitor.findsNothingWrong();
        button(visitor, "webhooks.secret").click();
        assertThat(page.getByRole(AriaRole.STATUS).locator("code").textContent())
                .startsWith("whsec_");
        button(visitor, "webhooks.test").click();
        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("webhooks.ordered"));
        assertThat(scene.commandsAbout(id)).extracting(Command::type).containsExactly(Command.TEST_WEBHOOK);
        page.getByText(visitor.text("webhooks.delete"), new Page.GetByTextOptions().setExact(true))
                .click();
        button(visitor, "webhooks.delete.sure").click();

        assertThat(page.getByText(visitor.text("webhooks.none.help"))).isVisible();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void theLogShowsWhatBecameOfEachMessageAndSendsItAgain(Language language) {
        String id = endpoint();
        WebhookDelivery failed = delivery(id, WebhookDelivery.State.FAILED, 503);
        write(failed);
        write(delivery(id, WebhookDelivery.State.DELIVERED, 200));
        await().atMost(SOON).until(() -> as(scene.key())
                .get("/v1/webhooks/" + id + "/deliveries")
                .path("items.size()")
                .equals(2));
        Visitor visitor = signIn(language);
        Page page = visitor.page();
        page.navigate("/ui/webhooks/" + id);
        assertThat(rows(page)).hasCount(2);
        visitor.findsNothingWrong();

        page.locator("select[name=state]").selectOption("FAILED");
        Locator line = rows(page);
        assertThat(line).hasCount(1);
        assertThat(line).containsText("503");
        line.getByRole(AriaRole.BUTTON).click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(visitor.text("webhooks.ordered"));
        assertThat(scene.commandsAbout(id)).singleElement().satisfies(command -> assertThat(
                        command.arguments().get("deliveryId").textValue())
                .isEqualTo(failed.deliveryId().toString()));
    }

    @Test
    void whatIsAnothersDoesNotExist() {
        String id = endpoint();
        Page page = rival().page();

        assertThat(page.navigate("/ui/webhooks/" + id).status()).isEqualTo(404);
    }

    private static Locator button(Visitor visitor, String text) {
        return visitor.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(visitor.text(text)).setExact(true));
    }

    private String endpoint() {
        return as(scene.key())
                .contentType(ContentType.JSON)
                .body("{\"url\": \"https://shop.example/hook\"}")
                .post("/v1/webhooks")
                .then()
                .statusCode(201)
                .extract()
                .path("endpointId");
    }

    private WebhookDelivery delivery(String endpoint, WebhookDelivery.State state, int status) {
        boolean isOk = status == 200;
        return new WebhookDelivery(
                UUID.randomUUID(),
                UUID.fromString(endpoint),
                scene.merchant(),
                UUID.randomUUID().toString(),
                "shipment.event",
                null,
                state,
                1,
                null,
                NOW,
                null,
                List.of(new WebhookDelivery.Attempt(1, NOW, status, isOk ? "OK" : "STATUS", 41)),
                NOW,
                1);
    }

    private static void write(WebhookDelivery delivery) {
        new TopicWriter(SharedKafka.bootstrapServers())
                .write(Topics.DELIVERIES, delivery.deliveryId().toString(), delivery);
    }
}
