package io.waymark.sandbox.gateway;

/**
 * Why AsiaBill says no, by its own code.
 *
 * @see <a href="https://asiabill.gitbook.io/api-explorer/fu-lu/chang-jian-cuo-wu-ma">AsiaBill, common error codes</a>
 *     (read 2026-11-22)
 */
enum AsiaBillRefusal {
    // spotless:off
    /** The gateway number is nobody's. */
    L0001("limited request"),
    /** The request's time is more than ten minutes off, or is none. */
    L0003("requestTime outside range"),
    /** The request's id was used within the last thirty minutes. */
    L0004("duplicate request"),
    /** The signature is missing or wrong. */
    L0005("check sign info error"),
    /** The body is not a JSON object. */
    P0001("request param error"),
    /** A field or the request's id is missing, or is too short or too long. */
    P0002("param is null or incorrect");
    // spotless:on

    private final String message;

    AsiaBillRefusal(String message) {
        this.message = message;
    }

    /** In AsiaBill's words. */
    String message() {
        return message;
    }
}
