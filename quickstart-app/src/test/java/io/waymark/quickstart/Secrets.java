package io.waymark.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.sandbox.infra.Needles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What services are told that nobody else may know, and whether any of it can be read where they tell of themselves. */
final class Secrets {

    /** By these names the manifests know secrets too. */
    private static final Pattern NAME =
            Pattern.compile("WAYMARK_.*(_KEY|_KEYS|SECRET|SECRETS|PASSWORD|SALTS|TOKEN|CREDENTIALS)");

    /** What a list is made of: its secrets, without the names that they have in it. */
    /** Stands between the secrets of a list, with the name that the next has in it. */
    private static final Pattern BETWEEN = Pattern.compile("(^|,)([^,]*:)?");

    private static final int TOLD_APART = 10;
    private static final Path LAUNCHER = Path.of("quickstart.log");

    /** What a service answers to anybody: health, metrics, and refusals. */
    private static final List<String> ASKED = List.of(
            "/q/metrics",
            "/q/health",
            "/q/health/ready",
            "/q/info",
            "/q/env",
            "/q/configprops",
            "/openapi",
            "/none?a=%25zz");

    private final Set<String> values;
    private final Needles needles;

    private Secrets(Set<String> values) {
        this.values = values;
        this.needles = new Needles(List.copyOf(values));
    }

    /** Those of an environment. Short ones, and words that stand for other things too, cannot be looked for. */
    static Secrets of(Map<String, String> environment) {
        Set<String> values = new TreeSet<>();
        environment.forEach((name, value) -> {
            if (isSecret(name)) {
                BETWEEN.splitAsStream(value)
                        .filter(part -> part.length() >= TOLD_APART)
                        .forEach(values::add);
            }
        });
        return new Secrets(values);
    }

    static boolean isSecret(String variable) {
        return NAME.matcher(variable).matches();
    }

    Set<String> values() {
        return values;
    }

    /** The user is told the demo's key, and nobody else. */
    void assertAreInNoLog(Path logs, String demoKey) throws IOException {
        Map<Path, Set<String>> found = new TreeMap<>(new Remains(needles).below(logs));
        found.computeIfPresent(LAUNCHER, (file, told) -> told.equals(Set.of(demoKey)) ? null : told);

        assertThat(found).as("logs that hold secrets").isEmpty();
    }

    /** Whether a file holds any. */
    void assertAreNotIn(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(needles.in(bytes, bytes.length)).isEmpty();
    }

    /** Everything a port tells to who has no key. */
    void assertAreNotToldAt(int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (String path : ASKED) {
            for (HttpRequest request : requests(URI.create("http://localhost:" + port + path))) {
                HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
                assertThat(needles.in(answer.body(), answer.body().length))
                        .as("%s", request)
                        .isEmpty();
            }
        }
    }

    private static List<HttpRequest> requests(URI address) {
        return Stream.of(
                        HttpRequest.newBuilder(address),
                        HttpRequest.newBuilder(address).POST(HttpRequest.BodyPublishers.ofString("{")))
                .map(HttpRequest.Builder::build)
                .toList();
    }
}
