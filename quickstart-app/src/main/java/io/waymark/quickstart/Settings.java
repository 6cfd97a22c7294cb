package io.waymark.quickstart;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.Map;

/**
 * The environment of every part: the caller's own, and below it what makes the services talk to the sandbox. The secrets
 * here are made up, or published by a provider for tests; they open nothing.
 */
final class Settings {

    private static final String SANDBOX = "http://localhost:" + Part.SANDBOX.port();

    // spotless:off
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            entry("WAYMARK_API_KEYS",                 "quickstart-key"),
            entry("WAYMARK_RATE_LIMIT_CALLS",         "1000000"),
            entry("WAYMARK_RATE_LIMIT_REFUSALS",      "1000000"),
            entry("WAYMARK_SETTLEMENT_HOLD",          "PT0S"),
            entry("WAYMARK_SETTLEMENT_WHILE_PENDING", "PT5S"),
            entry("WAYMARK_RETRY_BASE",               "PT1S"),
            entry("WAYMARK_RECONCILE_AFTER",          "PT2S"),
            entry("WAYMARK_RECONCILE_EVERY",          "PT30S"),

            entry("WAYMARK_KUAIDI100_URL",            SANDBOX + "/kuaidi100"),
            entry("WAYMARK_KUAIDI100_KEY",            "quickstart-key"),
            entry("WAYMARK_KUAIDI100_CUSTOMER",       "quickstart-customer"),
            entry("WAYMARK_KUAIDI100_SALTS",          "quickstart-salt"),
            entry("WAYMARK_KUAIDI100_MASTER_SECRETS", "quickstart-master-secret"),
            entry("WAYMARK_KUAIDI100_CALLBACK_BASE",  "http://localhost:" + Part.WEBHOOK_INGEST.port()),

            entry("WAYMARK_STO_URL",                  SANDBOX + "/sto"),
            entry("WAYMARK_STO_APP_KEY",              "quickstart-sto-app"),
            entry("WAYMARK_STO_APP_CODE",             "quickstart-sto-code"),
            entry("WAYMARK_STO_SECRETS",              "quickstart-sto-secret"),
            entry("WAYMARK_STO_SITE_CODE",            "666666"),
            entry("WAYMARK_STO_CUSTOMER_NAME",        "666666000001"),
            entry("WAYMARK_STO_SITE_PASSWORD",        "quickstart-site-password"),
            entry("WAYMARK_STO_ORDER_SOURCE",         "WAYMARK"),
            entry("WAYMARK_STO_ARTICLE_ENABLED",      "true"),
            entry("WAYMARK_STO_ARTICLE_URL",          SANDBOX + "/sto"),
            entry("WAYMARK_STO_ARTICLE_CUSTOMER_ID",  "quickstart-sto-customer"),
            entry("WAYMARK_STO_ARTICLE_SECRET",       "quickstart-sto-article-secret"),
            entry("WAYMARK_STO_ARTICLE_SIGNING",      "concatenated"),

            entry("WAYMARK_THIRTYPOST_URL",           SANDBOX + "/thirtypost"),
            entry("WAYMARK_THIRTYPOST_ACCESS_KEY",    "c2e2e01c-6c95-4146-99d6-815811755603"),
            entry("WAYMARK_THIRTYPOST_SECRET_KEY",    "5fd68fbe-16a4-4851-bc56-3b1890a40a90"),
            entry("WAYMARK_THIRTYPOST_BRANCH",        "sydney"),
            entry("WAYMARK_THIRTYPOST_BUSINESS",      "post_parcel"),
            entry("WAYMARK_THIRTYPOST_AGENCY",        "quickstart-agency"),

            entry("WAYMARK_ONERWAY_URL",              SANDBOX + "/onerway"),
            entry("WAYMARK_ONERWAY_LOGISTICS_PATH",   "/v1/txn/logistics"),
            entry("WAYMARK_ONERWAY_MERCHANT_NO",      "800058"),
            entry("WAYMARK_ONERWAY_SECRET",           "quickstart-onerway-secret"),

            entry("WAYMARK_ASIABILL_URL",             SANDBOX + "/asiabill"),
            entry("WAYMARK_ASIABILL_GATEWAY_NO",      "12246002"),
            entry("WAYMARK_ASIABILL_SIGN_KEY",        "12H4567r"),

            entry("WAYMARK_SEALING_KEYS",             "quickstart:cXVpY2tzdGFydC1zZWFsaW5nLWtleS0zMi1ieXRlcyE="),

            entry("WAYMARK_WEBHOOK_MASTER_SECRETS",   "quickstart-webhook-secret"),
            entry("WAYMARK_WEBHOOK_ALLOW_PRIVATE",    "true"),
            entry("WAYMARK_WEBHOOK_RETRY_SPEED",      "60"),

            entry("QUARKUS_SHUTDOWN_DELAY",           "0S"),

            entry("WAYMARK_POSTGRES_HOST",            "localhost"),
            entry("WAYMARK_POSTGRES_PORT",            Integer.toString(Part.POSTGRESQL.port())),
            entry("WAYMARK_POSTGRES_DATABASE",        "waymark"),
            entry("WAYMARK_POSTGRES_USER",            "waymark"),
            entry("WAYMARK_POSTGRES_PASSWORD",        "waymark"));
    // spotless:on

    private static final String SPEED = "WAYMARK_POLLING_SPEED";

    /** About as fast as the demo's parcels are. */
    private static final String SPEED_OF_DEMO = "1000";

    private final Map<String, String> environment;

    private Settings(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The defaults, with everything the caller set in place of them or beside them. */
    static Settings over(Map<String, String> caller) {
        Map<String, String> environment = new HashMap<>(DEFAULTS);
        if (caller.keySet().stream().noneMatch(Settings::isOfProvider)) {
            environment.put(SPEED, SPEED_OF_DEMO); // nobody but the sandbox is asked that often
        }
        environment.putAll(caller);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "localhost:" + Part.KAFKA.port());
        return new Settings(Map.copyOf(environment));
    }

    /** Whether a variable says where a provider is. */
    private static boolean isOfProvider(String variable) {
        return variable.matches("WAYMARK_(KUAIDI100|STO|THIRTYPOST)_(.+_)?URL");
    }

    Map<String, String> environment() {
        return environment;
    }

    /** The first of the merchants' keys, without the merchant's name that may stand before it. */
    String apiKey() {
        String first = environment
                .getOrDefault("WAYMARK_API_KEYS", "")
                .split(",", -1)[0]
                .strip();
        return first.replaceFirst("^[A-Za-z0-9._-]+=(?=.*[^=])", "");
    }
}
