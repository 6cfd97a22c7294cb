package io.waymark.sandbox.carrier;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One message to somebody's callback, as a form of two fields: a text and its signature.
 *
 * @param url where to
 * @param textField name of the field that holds the text
 * @param signatureField name of the field that holds the signature; not sent if the signature is ""
 * @param patience how long to wait before it is repeated
 */
record Push(String url, String textField, String text, String signatureField, String signature, Duration patience)
        implements Outgoing {

    Push {
        patience = patience.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : patience;
    }

    @Override
    public Push forged() {
        String reversed = new StringBuilder("forged" + signature).reverse().toString();
        return new Push(url, textField, text, signatureField, reversed, patience);
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded; charset=UTF-8";
    }

    /** The signature is encoded too: a plain "+" would arrive as a blank. */
    @Override
    public String body() {
        String body = textField + "=" + encoded(text);
        return signature.isEmpty() ? body : body + "&" + signatureField + "=" + encoded(signature);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
