package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.ColorScheme;
import io.waymark.console.track.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The machine's Chromium. Where there is none, or it is not found by one of the usual names, the test that asks for it is
 * skipped; continuous integration sets {@code WAYMARK_REQUIRE_BROWSER=true}, and there it fails.
 */
final class Browser implements AutoCloseable {

    private static final List<Path> PLACES = Stream.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/opt/chromium/chromium")
            .map(Path::of)
            .toList();

    /** As it runs in containers, and without asking anybody for updates. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage");

    private static final double SOON_MILLIS = 15_000;
    private static final int WIDTH = 1360;
    private static final int HEIGHT = 860;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    static Browser open() {
        Optional<Path> found = PLACES.stream().filter(Files::isExecutable).findFirst();
        if (!Boolean.parseBoolean(System.getenv("WAYMARK_REQUIRE_BROWSER"))) {
            assumeTrue(found.isPresent(), "no Chromium here: apt-get install --no-install-recommends chromium");
        }
        assertThat(found).as("Chromium at one of %s", PLACES).isPresent();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new LaunchOptions()
                                .setExecutablePath(found.get())
                                .setArgs(ARGUMENTS)));
    }

    /** A person who was never here. */
    Visitor visitor(Language language, String home) {
        return visitor(language, home, ColorScheme.LIGHT, WIDTH);
    }

    /** The same with scripts switched off. */
    Visitor withoutScripts(Language language, String home) {
        return new Visitor(
                language,
                chromium.newContext(options(language, home).setJavaScriptEnabled(false))
                        .newPage());
    }

    Visitor visitor(Language language, String home, ColorScheme scheme, int width) {
        return new Visitor(
                language,
                chromium.newContext(
                                options(language, home).setColorScheme(scheme).setViewportSize(width, HEIGHT))
                        .newPage());
    }

    private static NewContextOptions options(Language language, String home) {
        return new NewContextOptions()
                .setBaseURL(home)
                .setLocale(language.tag())
                .setTimezoneId("Europe/Berlin");
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** Somebody who looks at pages, and all that the browser loaded and complained of meanwhile. */
    static final class Visitor {

        private final Language language;
        private final Page page;
        private final List<Request> requests = new ArrayList<>();
        private final List<Request> finished = new ArrayList<>();
        private final List<String> complaints = new ArrayList<>();

        private Visitor(Language language, Page page) {
            this.language = language;
            this.page = page;
            page.setDefaultTimeout(SOON_MILLIS);
            page.onRequest(requests::add);
            page.onRequestFinished(finished::add);
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                    complaints.add(message.text());
                }
            });
        }

        Page page() {
            return page;
        }

        /** A text of the console in this person's language. */
        String text(String key, Object... parts) {
            return Texts.of(language, key, parts);
        }

        Visitor signIn(String key) {
            page.navigate("/ui/sign-in");
            page.getByLabel(text("signIn.key")).fill(key);
            page.keyboard().press("Enter");
            page.waitForURL("**/ui/");
            return this;
        }

        /** Every address that was loaded. */
        List<String> loaded() {
            return requests.stream().map(Request::url).toList();
        }

        /** From here on the next page is looked at. */
        void forget() {
            requests.clear();
            finished.clear();
        }

        /** How many bytes came over the wire for what is whole; a stream of events never is. */
        long bytes() {
            return finished.stream()
                    .filter(request -> request.url().startsWith("http"))
                    .mapToLong(request -> request.sizes().responseBodySize + request.sizes().responseHeadersSize)
                    .sum();
        }

        /** That everybody can use the page as it is now, and that it did nothing it may not. */
        void findsNothingWrong() {
            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .as("what axe says of %s", page.url())
                    .isEmpty();
            assertThat(complaints).as("what the browser says of %s", page.url()).isEmpty();
        }
    }
}
