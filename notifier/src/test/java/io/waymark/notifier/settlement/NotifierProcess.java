package io.waymark.notifier.settlement;

import io.waymark.sandbox.infra.BuiltService;
import io.waymark.sandbox.infra.PostgresServer;
import java.util.HashMap;
import java.util.Map;

/** The built service as a process of its own, to be killed. */
public final class NotifierProcess {

    private NotifierProcess() {}

    /** Starts it; it is ready some seconds later. Other settings win over those that make tests quick. */
    public static BuiltService start(
            String kafka, PostgresServer postgres, String sandbox, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of(
                "kafka.bootstrap.servers",
                kafka,
                "waymark.postgres.host",
                postgres.host(),
                "waymark.postgres.port",
                Integer.toString(postgres.port()),
                "waymark.onerway.url",
                sandbox + "/onerway",
                "waymark.onerway.merchant-no",
                "800058",
                "waymark.onerway.secret",
                "quickstart-onerway-secret",
                "waymark.asiabill.url",
                sandbox + "/asiabill",
                "waymark.asiabill.gateway-no",
                "12246002",
                "waymark.asiabill.sign-key",
                "12H4567r"));
        all.putAll(settings);
        return BuiltService.start("notifier", all);
    }
}
