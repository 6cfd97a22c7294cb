package io.waymark.carriers;

import io.waymark.protocol.BodyText;
import io.waymark.protocol.HttpCall;

/**
 * What came back for an {@link HttpCall}.
 *
 * @param status of HTTP
 * @param contentType as declared; "" if it was not
 * @param body its bytes; the poller has bounded their number
 */
public record HttpAnswer(int status, String contentType, byte[] body) {

    /**
     * The body's text, where the answer is the provider's own word.
     *
     * @throws CarrierException for any status but 200: nobody knows then who spoke, the provider or something before it
     */
    public String text() {
        if (status == 200) {
            return BodyText.of(body, contentType);
        }
        throw new CarrierException(error(), "http-" + status);
    }

    private CarrierError error() {
        return switch (status) {
            case 401 -> CarrierError.UNAUTHORIZED;
            case 429 -> CarrierError.BUSY;
            default -> CarrierError.UNAVAILABLE;
        };
    }

    /** Without the body: it may hold personal data. */
    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", bytes=" + body.length + "]";
    }
}
