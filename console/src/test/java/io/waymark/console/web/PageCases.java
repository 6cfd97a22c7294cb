package io.waymark.console.web;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.waymark.console.access.Merchants;
import io.waymark.console.track.Language;
import io.waymark.console.web.Browser.Visitor;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** Tests of the pages that a merchant sees. */
abstract class PageCases extends BrowserCases {

    final Scene scene = Scene.anew();

    @Inject
    Merchants merchants;

    @BeforeEach
    void theMerchantHasAKey() {
        merchants.add(scene.merchant(), scene.key());
    }

    /** Somebody of the merchant's who may do everything. */
    Visitor signIn(Language language) {
        return signIn(language, scene.key());
    }

    Visitor signIn(Language language, String key) {
        return browser.visitor(language, home).signIn(key);
    }

    /** Somebody of another merchant's. */
    Visitor rival() {
        Scene rival = Scene.anew();
        merchants.add(rival.merchant(), rival.key());
        return signIn(Language.EN, rival.key());
    }

    /** The lines of the table that a page has. */
    static Locator rows(Page page) {
        return page.locator("tbody").getByRole(AriaRole.ROW);
    }
}
