package io.waymark.console.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.waymark.console.Api.STAFF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.waymark.console.Api;
import io.waymark.console.deadletter.Letters;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import io.waymark.contract.Command;
import io.waymark.contract.JsonSerde;
import io.waymark.contract.Rejection;
import io.waymark.contract.ReplayFindings;
import io.waymark.contract.Topics;
import io.waymark.sandbox.infra.KafkaAndPostgresResource;
import io.waymark.sandbox.infra.SharedKafka;
import io.waymark.sandbox.infra.TopicWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages about what did not get through, as those use them who run the installation. */
@QuarkusTest
@QuarkusTestResource(KafkaAndPostgresResource.class)
class LetterPagesIT extends PageCases {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final Letters letters = Letters.anew();

    @ParameterizedTest
    @EnumSource(Language.class)
    void allOfOneCauseArePutBackAndTheirProgressIsSeen(Language language) {
        List<Map<String, Object>> two = letters.die(2);
        Visitor visitor = signIn(language, STAFF);
        Page page = visitor.page();
        page.navigate("/ui/dead-letters?reason=" + URLEncoder.encode(letters.cause(), StandardCharsets.UTF_8));
        assertThat(list(page)).hasCount(2);
        visitor.findsNothingWrong();
        page.locator("#list summary").click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(visitor.text("redrive.all")))
                .click();

        page.waitForURL("**/ui/dead-letters?order=*");
        String order = page.url().replaceFirst(".*order=", "");
        Locator far = page.locator("#progress").getByRole(AriaRole.STATUS);
        assertThat(far).hasText(visitor.text("redrive.underWay", 0, 2));
        visitor.findsNothingWrong();
        Letters.areRedriven(order, two.get(0));
        assertThat(far).hasText(visitor.text("redrive.underWay", 1, 2));
        Letters.areRedriven(order, two.get(1));
        Letters.isDone(order, "2 put back");

        assertThat(far).hasText(visitor.text("redrive.done", 2, 2));
        page.navigate(
                "/ui/dead-letters?state=REDRIVEN&reason=" + URLEncoder.encode(letters.cause(), StandardCharsets.UTF_8));
        assertThat(list(page)).hasCount(2);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void oneIsLookedAtWholeAndDiscardedByKeyboard(Language language) {
        String id = (String) letters.die(1).get(0).get("letterId");
        Visitor visitor = signIn(language, STAFF);
        Page page = visitor.page();
        page.navigate("/ui/dead-letters/" + id);
        assertThat(page.getByText(visitor.text("fix.parser"))).isVisible();
        assertThat(page.getByText("waymark.raw.v1-4@17")).isVisible();
        visitor.findsNothingWrong();
        page.getByText(visitor.text("letters.discard"), new Page.GetByTextOptions().setExact(true))
                .press("Enter");
        page.locator("input[name=reason]").fill("nonsense");
        page.keyboard().press("Enter");

        assertThat(page.locator(".head .chip")).hasText(visitor.text("letter.DISCARDED"));
        assertThat(page.getByText("nonsense")).isVisible();
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aLetterThatIsLookedAtOnlySaysWhy(Language language) {
        letters.dies(Topics.LATEST.deadLettersOf(Topics.CONSOLE_GROUP).name(), "x", new byte[0]);
        String id = (String) letters.known(1).get(0).get("letterId");
        Visitor visitor = signIn(language, STAFF);
        visitor.page().navigate("/ui/dead-letters/" + id);

        assertThat(visitor.page().getByText(visitor.text("fix.rebuild"))).isVisible();
        assertThat(visitor.page().getByText(visitor.text("letters.lookOnly"))).isVisible();
        visitor.page().navigate("/ui/dead-letters?group=nobody");
        assertThat(visitor.page().getByText(visitor.text("list.empty.narrow"))).isVisible();
        visitor.findsNothingWrong();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void refusedCallbacksAreListedByDoor(Language language) {
        String provider = "d" + Api.number();
        Rejection refusal = new Rejection(
                provider, provider, "BAD_SIGNATURE", Instant.now(), "ab12", 40, "param=138****1234", "192.0.2.7", 3);
        new TopicWriter(SharedKafka.bootstrapServers()).write(Topics.REJECTED, null, refusal);
        Visitor visitor = signIn(language, STAFF);
        Page page = visitor.page();
        await().atMost(SOON).until(() -> {
            page.navigate("/ui/rejections?provider=" + provider);
            return rows(page).count() == 1;
        });

        assertThat(rows(page)).containsText(visitor.text("rejection.BAD_SIGNATURE"));
        assertThat(rows(page)).containsText(visitor.text("rejections.also", 3));
        page.getByText(visitor.text("rejections.show")).press("Enter");
        assertThat(page.getByText("param=138****1234")).isVisible();
        visitor.findsNothingWrong();
        page.navigate("/ui/rejections?since=2099-01-01");
        assertThat(page.getByText(visitor.text("list.empty.narrow"))).isVisible();
        visitor.findsNothingWrong();
        assertThat(page.navigate("/ui/rejections?since=soon").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void aReportShowsWhatAMappingWouldChange(Language language) {
        String id = UUID.randomUUID().toString();
        ReplayFindings.Counts counts = new ReplayFindings.Counts(2, 2, 1, 0, 1);
        ReplayFindings findings = new ReplayFindings(
                "sto 1",
                "sto " + id,
                10,
                1,
                3,
                counts,
                List.of(new ReplayFindings.Rule("sto:1 > sto:2", counts, List.of("example " + id))),
                List.of(new ReplayFindings.Money("onerway", "OWED", false, 1)));
        Letters.tell(id, Command.REPORT_REPLAY, JsonSerde.mapper().valueToTree(findings));
        Visitor visitor = signIn(language, STAFF);
        Page page = visitor.page();
        await().atMost(SOON).until(() -> {
            page.navigate("/ui/replays");
            return page.content().contains(id);
        });
        Locator report = page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("sto 1 → sto " + id));

        assertThat(report).containsText(visitor.text("replays.unclaimable"));
        report.getByText(visitor.text("replays.examples")).press("Enter");
        assertThat(report.getByText("example " + id)).isVisible();
        visitor.findsNothingWrong();
    }

    @Test
    void whoDoesNotRunTheInstallationIsNotOfferedThem() {
        Visitor visitor = signIn(Language.EN);

        assertThat(visitor.page()
                        .getByText(visitor.text("nav.deadLetters"), new Page.GetByTextOptions().setExact(true)))
                .hasCount(0);
        for (String place : List.of("/ui/dead-letters", "/ui/rejections", "/ui/replays")) {
            assertThat(visitor.page().navigate(place).status()).isEqualTo(403);
        }
    }

    /** The lines of the list, beside which there is a table of causes. */
    private static Locator list(Page page) {
        return page.locator("#list tbody tr");
    }
}
