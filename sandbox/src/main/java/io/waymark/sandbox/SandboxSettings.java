package io.waymark.sandbox;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the simulated world agrees on with the services: it reads the variables that they read, with the same defaults.
 *
 * @param port {@code WAYMARK_SANDBOX_PORT}, default 8090; 0: a free one
 * @param callbackBase {@code WAYMARK_KUAIDI100_CALLBACK_BASE}, default {@code http://localhost:8081}: where pushes of
 *     STO, and of Kuaidi100 without a subscription, go
 * @param kuaidi100Key {@code WAYMARK_KUAIDI100_KEY}, default {@code quickstart-key}
 * @param kuaidi100Customer {@code WAYMARK_KUAIDI100_CUSTOMER}, default {@code quickstart-customer}
 * @param kuaidi100Lock {@code WAYMARK_SANDBOX_KUAIDI100_LOCK}, default {@code PT0S}: how long after a query Kuaidi100
 *     refuses the same number; half an hour in life
 * @param kuaidi100Rate {@code WAYMARK_SANDBOX_KUAIDI100_RATE}, default 0: how many calls a second Kuaidi100 takes before it
 *     answers HTTP 429; 0: any number
 * @param kuaidi100Salt the first of {@code WAYMARK_KUAIDI100_SALTS}, default {@code quickstart-salt}: signs pushes
 *     without a subscription
 * @param stoSecrets {@code WAYMARK_STO_SECRETS}, newest first, default {@code quickstart-sto-secret}
 * @param stoArticleCustomerId {@code WAYMARK_STO_ARTICLE_CUSTOMER_ID}, default {@code quickstart-sto-customer}
 * @param stoArticleSecret {@code WAYMARK_STO_ARTICLE_SECRET}, default {@code quickstart-sto-article-secret}
 * @param stoArticleSigning {@code WAYMARK_STO_ARTICLE_SIGNING}, default {@code concatenated}
 * @param thirtyPostAccessKey {@code WAYMARK_THIRTYPOST_ACCESS_KEY}, default: that of the pair published for tests
 * @param thirtyPostSecretKey {@code WAYMARK_THIRTYPOST_SECRET_KEY}, default: that of the pair published for tests
 * @param onerway its merchants, by {@code WAYMARK_ONERWAY_MERCHANT_NO}, default {@code 800058}: each one's
 *     {@code WAYMARK_ONERWAY_SECRET}, default {@code quickstart-onerway-secret}
 * @param onerwayLogisticsPath {@code WAYMARK_ONERWAY_LOGISTICS_PATH}, default {@code /v1/txn/logistics}
 * @param asiaBill its merchants, by {@code WAYMARK_ASIABILL_GATEWAY_NO}, default {@code 12246002}: each one's
 *     {@code WAYMARK_ASIABILL_SIGN_KEY}, default {@code 12H4567r}
 */
public record SandboxSettings(
        int port,
        String callbackBase,
        String kuaidi100Key,
        String kuaidi100Customer,
        Duration kuaidi100Lock,
        double kuaidi100Rate,
        String kuaidi100Salt,
        List<String> stoSecrets,
        String stoArticleCustomerId,
        String stoArticleSecret,
        String stoArticleSigning,
        String thirtyPostAccessKey,
        String thirtyPostSecretKey,
        Merchants onerway,
        String onerwayLogisticsPath,
        Merchants asiaBill) {

    /**
     * Those whom a gateway knows.
     *
     * @param first number of whoever is meant where none is named
     * @param secrets by number
     */
    public record Merchants(String first, Map<String, String> secrets) {

        public Merchants {
            secrets = Map.copyOf(secrets);
        }

        /** Without secrets. */
        @Override
        public String toString() {
            return "Merchants" + secrets.keySet();
        }
    }

    /** Reads an environment; a variable that is absent or blank has its default. */
    public static SandboxSettings of(Map<String, String> environment) {
        Source source = new Source(environment);
        return new SandboxSettings(
                Integer.parseInt(source.text("WAYMARK_SANDBOX_PORT", "8090")),
                source.text("WAYMARK_KUAIDI100_CALLBACK_BASE", "http://localhost:8081")
                        .replaceFirst("/+$", ""),
                source.text("WAYMARK_KUAIDI100_KEY", "quickstart-key"),
                source.text("WAYMARK_KUAIDI100_CUSTOMER", "quickstart-customer"),
                Duration.parse(source.text("WAYMARK_SANDBOX_KUAIDI100_LOCK", "PT0S")),
                Double.parseDouble(source.text("WAYMARK_SANDBOX_KUAIDI100_RATE", "0")),
                source.list("WAYMARK_KUAIDI100_SALTS", "quickstart-salt").get(0),
                source.list("WAYMARK_STO_SECRETS", "quickstart-sto-secret"),
                source.text("WAYMARK_STO_ARTICLE_CUSTOMER_ID", "quickstart-sto-customer"),
                source.text("WAYMARK_STO_ARTICLE_SECRET", "quickstart-sto-article-secret"),
                source.text("WAYMARK_STO_ARTICLE_SIGNING", "concatenated"),
                source.text("WAYMARK_THIRTYPOST_ACCESS_KEY", "c2e2e01c-6c95-4146-99d6-815811755603"),
                source.text("WAYMARK_THIRTYPOST_SECRET_KEY", "5fd68fbe-16a4-4851-bc56-3b1890a40a90"),
                source.merchants(
                        "WAYMARK_ONERWAY",
                        new Pair("_MERCHANT_NO", "800058"),
                        new Pair("_SECRET", "quickstart-onerway-secret")),
                source.text("WAYMARK_ONERWAY_LOGISTICS_PATH", "/v1/txn/logistics"),
                source.merchants(
                        "WAYMARK_ASIABILL", new Pair("_GATEWAY_NO", "12246002"), new Pair("_SIGN_KEY", "12H4567r")));
    }

    /** Without secrets, so that it can be logged. */
    @Override
    public String toString() {
        return "SandboxSettings[port=" + port + ", callbackBase=" + callbackBase + "]";
    }

    private record Pair(String name, String byDefault) {}

    private record Source(Map<String, String> environment) {

        /** Of the gateway's own variables, and of each account that {@code …_ACCOUNTS} lists: {@code …_ACCOUNT_NAME}. */
        Merchants merchants(String gateway, Pair number, Pair secret) {
            String first = text(gateway + number.name(), number.byDefault());
            Map<String, String> secrets = new HashMap<>();
            secrets.put(first, text(gateway + secret.name(), secret.byDefault()));
            for (String account : text(gateway + "_ACCOUNTS", "").split(",", -1)) {
                String prefix =
                        gateway + "_" + account.strip().toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
                secrets.putIfAbsent(text(prefix + number.name(), first), text(prefix + secret.name(), ""));
            }
            return new Merchants(first, secrets);
        }

        String text(String name, String byDefault) {
            String value = environment.getOrDefault(name, "").strip();
            return value.isEmpty() ? byDefault : value;
        }

        List<String> list(String name, String byDefault) {
            List<String> values = Arrays.stream(text(name, byDefault).split(",", -1))
                    .map(String::strip)
                    .filter(value -> !value.isEmpty())
                    .toList();
            return values.isEmpty() ? List.of(byDefault) : values;
        }
    }
}
