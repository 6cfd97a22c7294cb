package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.toCollection;

import io.waymark.contract.Topic;
import io.waymark.contract.Topics;
import io.waymark.deploy.Repository;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a service's code says that it reads and writes in Kafka. */
final class Channels {

    private static final String STREAMS = "quarkus.kafka-streams.application-id";
    private static final Pattern SOURCE = Pattern.compile("(?:source|storeOf)\\(topology, \"[^\"]+\", (\\w+)\\)");
    private static final List<Pattern> WRITES = List.of(
            Pattern.compile("sinks\\.add\\(topology, \\w+, (\\w+),"),
            Pattern.compile("outbox\\.add\\(\\s*Topics\\.(\\w+)"),
            Pattern.compile("new OutboxEntry<>\\(\\s*Topics\\.(\\w+)"));
    /** Where single records are looked up by who joins no group. */
    private static final Pattern LOOKED_UP = Pattern.compile("new TopicPartition\\(Topics\\.(\\w+)\\.name\\(\\)");

    private static final Pattern LISTED = Pattern.compile("TOPICS = List\\.of\\(([^)]+)\\)");

    private Channels() {}

    static Properties properties(String service) throws IOException {
        Properties properties = new Properties();
        try (Reader file =
                Files.newBufferedReader(Repository.path(service + "/src/main/resources/application.properties"))) {
            properties.load(file);
        }
        return properties;
    }

    /** Names of the topics that it reads. */
    static Set<String> read(String service) throws IOException {
        Properties code = properties(service);
        Set<String> topics = values(code, "mp\\.messaging\\.incoming\\..+\\.topics?");
        found(service, LOOKED_UP).forEach(constant -> topics.add(name(constant)));
        if (code.containsKey(STREAMS)) {
            found(service, SOURCE).forEach(constant -> topics.add(name(constant)));
        }
        return topics;
    }

    /** The consumer groups of which it is a member; with an asterisk where each replica ends the name in its own way. */
    static Set<String> groups(String service) throws IOException {
        Properties code = properties(service);
        Set<String> groups = values(code, "mp\\.messaging\\.incoming\\..+\\.group\\.id");
        groups.addAll(values(code, Pattern.quote(STREAMS)));
        return groups.stream()
                .map(group -> group.replaceFirst("\\$\\{.+}$", "*"))
                .collect(toCollection(TreeSet::new));
    }

    /** Names of the topics that it writes, without dead letters. */
    static Set<String> written(String service) throws IOException {
        Set<String> topics = new TreeSet<>();
        for (Pattern write : WRITES) {
            found(service, write).forEach(constant -> topics.add(name(constant)));
        }
        for (String list : found(service, LISTED)) {
            Stream.of(list.split(",", -1)).forEach(constant -> topics.add(name(constant.replace("Topics.", ""))));
        }
        return topics;
    }

    /** Where each of its consumers begins that has no offset. */
    static Set<String> offsetReset(Properties code) {
        return values(code, ".*\\.auto\\.offset\\.reset");
    }

    private static Set<String> values(Properties code, String name) {
        return code.stringPropertyNames().stream()
                .filter(property -> property.matches(name))
                .flatMap(property -> Stream.of(code.getProperty(property).split(",", -1)))
                .map(String::strip)
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> found(String service, Pattern pattern) throws IOException {
        Set<String> found = new TreeSet<>();
        for (String source : Sources.of(service)) {
            pattern.matcher(source).results().forEach(result -> found.add(result.group(1)));
        }
        return found;
    }

    /** The name of the topic that is this constant of {@link Topics}. */
    private static String name(String constant) {
        try {
            return ((Topic<?, ?>) Topics.class.getField(constant.strip()).get(null)).name();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no topic " + constant, e);
        }
    }
}
