package io.waymark.carriers.kuaidi100;

import io.waymark.protocol.Settings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an operator may have configured, with the defaults of whatever he has not. */
final class Accounts {

    private static final Map<String, String> CONFIGURED = Map.of(
            "url", "http://localhost/kuaidi100/",
            "key", "TESTkey00000",
            "customer", "TESTCUSTOMER00000000000000000000",
            "master-secrets", "test-master-0001",
            "callback-base", "http://localhost:8081/");

    private Accounts() {}

    /** Everything that must be configured. */
    static Settings whole() {
        return settings(CONFIGURED);
    }

    /** The same with one more or another value. */
    static Settings with(String name, String value) {
        Map<String, String> more = new HashMap<>(CONFIGURED);
        more.put(name, value);
        return settings(more);
    }

    /** The same but for these. */
    static Settings without(String... names) {
        return settings(CONFIGURED.entrySet().stream()
                .filter(setting -> !Arrays.asList(names).contains(setting.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Settings settings(Map<String, String> configured) {
        return Settings.of(
                "kuaidi100",
                new Kuaidi100().settings(),
                name -> Optional.ofNullable(configured.get(name.substring("waymark.kuaidi100.".length()))));
    }
}
