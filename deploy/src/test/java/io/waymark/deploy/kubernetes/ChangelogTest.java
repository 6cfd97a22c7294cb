package io.waymark.deploy.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.strimzi.api.kafka.model.kafka.Kafka;
import io.waymark.contract.PublicTopic;
import io.waymark.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChangelogTest {

    private static final List<String> HEADINGS = List.of("Topics", "Database", "Settings", "Needs");

    @Test
    void everyReleaseSaysWhatChangesAndWhatItNeeds() throws Exception {
        assertThat(releases()).isNotEmpty().allSatisfy(release -> {
            List<String> parts = Arrays.asList(release.split("(?m)^### ", -1));
            assertThat(parts.subList(1, parts.size()))
                    .extracting(part -> part.lines().findFirst().orElse(""))
                    .containsExactlyElementsOf(HEADINGS);
            assertThat(parts.subList(1, parts.size()))
                    .allMatch(part -> part.lines().skip(1).anyMatch(line -> !line.isBlank()));
        });
    }

    @Test
    void whatTheManifestsRunIsEnough() throws Exception {
        Manifests prod = Manifests.of(Manifests.PROD);
        String kafka = prod.all(Kafka.class).get(0).getSpec().getKafka().getVersion();
        String postgresql = prod.one("Cluster", "waymark-postgresql")
                .at("/spec/imageCatalogRef/major")
                .asText();

        assertThat(releases().get(0))
                .contains("| Kafka | " + kafka.replaceFirst("\\.\\d+$", "") + " |")
                .contains("| PostgreSQL | " + postgresql + " |");
    }

    @Test
    void everyVersionOfASchemaIsListed() throws Exception {
        String changelog = Files.readString(Repository.path("CHANGELOG.md"));

        for (PublicTopic topic : PublicTopic.values()) {
            Path versions = Repository.path("contract/src/main/resources/io/waymark/contract/schemas/"
                    + topic.topic().name());
            try (Stream<Path> each = Files.list(versions)) {
                assertThat(each.map(version -> version.getFileName().toString()))
                        .contains(topic.version())
                        .allSatisfy(version -> assertThat(changelog)
                                .contains("- `" + topic.topic().name() + "`, schema " + version + ":"));
            }
        }
    }

    private static List<String> releases() throws IOException {
        List<String> parts =
                Arrays.asList(Files.readString(Repository.path("CHANGELOG.md")).split("(?m)^## ", -1));
        return parts.subList(1, parts.size());
    }
}
