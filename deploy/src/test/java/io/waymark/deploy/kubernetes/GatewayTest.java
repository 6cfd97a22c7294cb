package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.deploy.Repository;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayTest {

    private static final String STREAM = "/v1/shipments/[^/]+/stream";
    private static final Pattern LONGEST = Pattern.compile("@WithDefault\\(\"([^\"]+)\"\\)\\s+Duration longest");
    private static final Pattern CALLBACK = Pattern.compile("POST /callbacks/([a-z0-9]+)");
    private static final Pattern RESOURCE =
            Pattern.compile("@Path\\(\"(/v1/[a-z]+)\"\\)\\s*(?:@\\S+\\s*)*(?:public )?(?:final )?class");

    @Test
    void everySenderHasARouteAndAListOfItsAddresses() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        Set<String> senders = CALLBACK.matcher(Files.readString(Repository.path("docs/callbacks.md")))
                .results()
                .map(result -> result.group(1))
                .collect(toCollection(TreeSet::new));

        assertThat(senders).isNotEmpty();
        for (String sender : senders) {
            JsonNode match = prod.one("HTTPRoute", sender).at("/spec/rules/0/matches/0");
            assertThat(match.path("method").asText()).isEqualTo("POST");
            assertThat(match.at("/path/value").asText()).isEqualTo("/callbacks/" + sender);
            JsonNode policy = prod.one("SecurityPolicy", sender).path("spec");
            assertThat(policy.at("/targetRefs/0/name").asText()).isEqualTo(sender);
            assertThat(policy.at("/authorization/defaultAction").asText()).isEqualTo("Deny");
            assertThat(policy.at("/authorization/rules")).hasSize(1);
            assertThat(policy.at("/authorization/rules/0/principal/clientCIDRs"))
                    .isNotEmpty()
                    .noneMatch(addresses -> addresses.asText().endsWith("/0"));
        }
        assertThat(prod.ofKind("HTTPRoute")).hasSize(senders.size() + 1);
    }

    @Test
    void nobodyButKuaidi100IsRoutedFromTheListenerWithoutTls() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        Set<String> plain = each(prod.one("Gateway", "waymark").at("/spec/listeners"))
                .filter(listener -> !listener.path("protocol").asText().equals("HTTPS"))
                .map(listener -> listener.path("name").asText())
                .collect(toCollection(TreeSet::new));

        assertThat(plain).containsExactly("callbacks-plain");
        assertThat(prod.ofKind("HTTPRoute"))
                .allSatisfy(route -> assertThat(route.at("/spec/parentRefs"))
                        .isNotEmpty()
                        .allMatch(parent -> parent.path("sectionName").isTextual()))
                .filteredOn(route -> each(route.at("/spec/parentRefs"))
                        .anyMatch(parent ->
                                plain.contains(parent.path("sectionName").asText())))
                .extracting(Manifests::name)
                .containsExactly("kuaidi100");
    }

    @Test
    void ofTheConsoleNothingButTheApiAndTheTrackingPageIsReached() throws Exception {
        Set<String> reached = each(Manifests.of(Manifests.PROD)
                        .one("HTTPRoute", "api")
                        .at("/spec/rules"))
                .filter(rule -> rule.at("/backendRefs/0/name").asText().equals("console"))
                .flatMap(rule -> each(rule.path("matches")))
                .map(match -> match.at("/path/value").asText())
                .collect(toCollection(TreeSet::new));

        assertThat(reached).containsExactly("/track", "/v1", STREAM);
    }

    @Test
    void aStreamMayLastAsLongAsTheConsoleLetsIt() throws Exception {
        JsonNode rule = each(Manifests.of(Manifests.PROD)
                        .one("HTTPRoute", "api")
                        .at("/spec/rules"))
                .filter(one -> one.at("/matches/0/path/value").asText().equals(STREAM))
                .findFirst()
                .orElseThrow();
        Matcher longest = LONGEST.matcher(
                Files.readString(Repository.path("console/src/main/java/io/waymark/console/stream/StreamConfig.java")));

        assertThat(longest.find()).isTrue();
        assertThat("/v1/shipments/8bb6c7be-429f-5f0d-998a-84695862fba7/stream").matches(STREAM);
        assertThat(Times.duration(rule.at("/timeouts/request").asText()))
                .isGreaterThan(Times.duration(longest.group(1)));
    }

    @Test
    void nothingButCallbacksReachesWebhookIngest() throws Exception {
        for (JsonNode route : Manifests.of(Manifests.PROD).ofKind("HTTPRoute")) {
            for (JsonNode rule : route.at("/spec/rules")) {
                if (rule.at("/backendRefs/0/name").asText().equals("webhook-ingest")) {
                    assertThat(rule.path("matches"))
                            .allMatch(match -> match.at("/path/value").asText().startsWith("/callbacks/"));
                }
            }
        }
    }

    @Test
    void whatThePollerOffersMerchantsIsRoutedToIt() throws Exception {
        Set<String> offered = new TreeSet<>();
        for (String source : Sources.of("poller")) {
            RESOURCE.matcher(source).results().forEach(result -> offered.add(result.group(1)));
        }

        JsonNode rule = Manifests.of(Manifests.PROD).one("HTTPRoute", "api").at("/spec/rules/0");

        assertThat(rule.at("/backendRefs/0/name").asText()).isEqualTo("poller");
        assertThat(each(rule.path("matches"))
                        .map(match -> match.at("/path/value").asText()))
                .containsExactlyInAnyOrderElementsOf(offered);
    }

    /** Else a caller could invent the address by which it is counted, or all would share the gateway's. */
    @ParameterizedTest
    @CsvSource({
        "webhook-ingest, WAYMARK_INGEST_TRUSTED_HOPS",
        "console, WAYMARK_RATE_LIMIT_TRUSTED_HOPS",
        "poller, WAYMARK_RATE_LIMIT_TRUSTED_HOPS"
    })
    void whoIsReachedThroughProxiesTrustsAsManyAsThereAre(String service, String setting) throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        int before = prod.one("ClientTrafficPolicy", "waymark")
                .at("/spec/clientIPDetection/xForwardedFor/numTrustedHops")
                .asInt();

        assertThat(prod.workloads())
                .filteredOn(workload -> workload.name().equals(service))
                .singleElement()
                .satisfies(workload ->
                        assertThat(workload.settings()).containsEntry(setting, Integer.toString(before + 1)));
    }

    private static Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
