package io.waymark.console.web;

import io.quarkus.test.common.http.TestHTTPResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Tests of what a browser shows. */
abstract class BrowserCases {

    static Browser browser;

    @TestHTTPResource
    String home;

    @BeforeAll
    static void thereIsABrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void theBrowserIsClosed() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }
}
