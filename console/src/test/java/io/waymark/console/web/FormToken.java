package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a form on a page carries, so that nobody else's form does what it does. */
final class FormToken {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([0-9a-f]{64})\"");

    private FormToken() {}

    static String token(Response page) {
        Matcher token = TOKEN.matcher(page.asString());
        assertThat(token.find()).as("a token in %s", page.asString()).isTrue();
        return token.group(1);
    }
}
