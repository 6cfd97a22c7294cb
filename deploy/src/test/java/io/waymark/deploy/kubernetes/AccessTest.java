package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of access: operation, type of resource, its name, with an asterisk where all names are meant that begin so. */
class AccessTest {

    private static final String STREAMS = "waymark-normalizer-*";
    private static final Pattern OTHER_PARSER =
            Pattern.compile("QUARKUS_KAFKA_STREAMS_APPLICATION_ID=(waymark-normalizer-[a-z]+)");

    static Iterable<String> services() {
        return Manifests.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceMayDoInKafkaWhatItsCodeDoesAndNothingElse(String service) throws Exception {
        assertThat(granted(service)).isEqualTo(needed(service));
    }

    /** Reading and writing both imply describing; an idempotent producer needs no more than writing. */
    private static Set<String> needed(String service) throws IOException {
        Set<String> needed = new TreeSet<>();
        Channels.read(service).forEach(topic -> needed.add("Read topic " + anybodys(topic)));
        Channels.written(service).forEach(topic -> needed.add("Write topic " + topic));
        Channels.groups(service).forEach(group -> needed.add("Read group " + group));
        if (!Channels.read(service).isEmpty()) {
            needed.add("Write topic dlq.waymark-" + service + ".*");
        }
        if (service.equals("normalizer")) {
            needed.add("Create topic " + STREAMS);
            needed.add("Read topic " + STREAMS);
            needed.add("Write topic " + STREAMS);
            needed.add("Write transactionalId " + STREAMS);
            needed.add("Read group " + otherParser());
            needed.addAll(redriving());
        }
        return needed;
    }

    /** Who follows dead letters follows those of all services. */
    private static String anybodys(String topic) {
        return topic.startsWith("dlq.") ? "dlq.waymark-*" : topic;
    }

    /** The normalizer puts its own dead letters back where they came from. */
    private static Set<String> redriving() {
        Set<String> needed = new TreeSet<>(Set.of(
                "Read topic dlq.waymark-normalizer.*",
                "Read group waymark-normalizer-orders",
                "Read group waymark-normalizer-redrive"));
        Topics.REDRIVABLE.forEach(topic -> needed.add("Write topic " + topic.name()));
        return needed;
    }

    @Test
    void theConsoleFollowsEveryDeadLetter() throws Exception {
        assertThat(Channels.read("console"))
                .containsAll(Topics.ALL.stream()
                        .map(Topic::name)
                        .filter(name -> name.startsWith("dlq."))
                        .toList());
    }

    /** The application that docs/replay.md has run beside the live one. */
    private static String otherParser() throws IOException {
        Matcher found = OTHER_PARSER.matcher(Files.readString(Repository.path("docs/replay.md")));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /**
     * Kafka Streams needs Create, Read and Write of its own topics; for those of a repartition, whose records it deletes
     * behind itself, it would need Delete too.
     */
    @Test
    void theNormalizerKeepsStoresAndPartitionsNothingAnew() throws Exception {
        assertThat(Sources.of("normalizer"))
                .anyMatch(source -> source.contains(".addStateStore("))
                .noneMatch(source -> source.contains("StreamsBuilder") || source.contains("-repartition"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyDeadLetterHasATopicOfItsService(String service) throws Exception {
        String prefix = "dlq.waymark-" + service + ".";
        Set<String> sources = new TreeSet<>();
        Topics.ALL.stream()
                .map(Topic::name)
                .filter(name -> name.startsWith(prefix))
                .forEach(name -> sources.add(name.substring(prefix.length())));

        assertThat(Channels.read(service)).containsAll(sources);
    }

    @Test
    void aPersonWithTheCommandsMayPutBackAndPromote() throws Exception {
        assertThat(granted("operator"))
                .containsExactlyInAnyOrder(
                        "Read topic dlq.waymark-normalizer.*",
                        "Read group waymark-normalizer-redrive",
                        "Write topic waymark.raw.v1",
                        "Write topic waymark.shipments.v1",
                        "Write topic waymark.commands.v1",
                        "Write topic waymark.forwards.v1",
                        "Read topic " + STREAMS,
                        "Read topic waymark.settlements.v1");
    }

    @Test
    void kedaSeesNoRecord() throws Exception {
        assertThat(granted("keda")).containsExactlyInAnyOrder("Describe topic waymark.*", "Describe group waymark-*");
    }

    /** Neither merchants' and carriers' personal data nor what services tell one another. */
    @Test
    void whoReadsAlongReadsWhatIsPublicInGroupsOfItsOwn() throws Exception {
        Manifests readers = Manifests.of("components/consumers");

        readers.resources().forEach(Models::read);
        assertThat(readers.ofKind("KafkaUser"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrder("parcels-reader", "settlements-reader");
        assertThat(granted(readers.one("KafkaUser", "parcels-reader")))
                .containsExactlyInAnyOrder(
                        "Read topic " + Topics.EVENTS.name(),
                        "Read topic " + Topics.LATEST.name(),
                        "Read group parcels-reader-*");
        assertThat(granted(readers.one("KafkaUser", "settlements-reader")))
                .containsExactlyInAnyOrder(
                        "Read topic " + Topics.SETTLEMENTS.name(), "Read group settlements-reader-*");
    }

    @Test
    void nobodyElseIsLetIn() throws Exception {
        Set<String> users = new TreeSet<>(Manifests.SERVICES);
        users.add("keda");
        users.add("operator");

        assertThat(Manifests.of(Manifests.PROD).ofKind("KafkaUser"))
                .extracting(Manifests::name)
                .containsExactlyInAnyOrderElementsOf(users);
        assertThat(Manifests.of(Manifests.PROD).ofKind("KafkaUser"))
                .allMatch(user -> user.at("/spec/authentication/type").asText().equals("tls")
                        && user.at("/spec/authorization/type").asText().equals("simple"));
    }

    private static Set<String> granted(String user) throws IOException, InterruptedException {
        return granted(Manifests.of(Manifests.PROD).one("KafkaUser", user));
    }

    private static Set<String> granted(JsonNode user) {
        Set<String> granted = new TreeSet<>();
        for (JsonNode acl : user.at("/spec/authorization/acls")) {
            JsonNode resource = acl.path("resource");
            String rest = resource.path("patternType").asText().equals("prefix") ? "*" : "";
            acl.path("operations")
                    .forEach(operation -> granted.add("%s %s %s%s"
                            .formatted(
                                    operation.asText(),
                                    resource.path("type").asText(),
                                    resource.path("name").asText(),
                                    rest)));
        }
        return granted;
    }
}
