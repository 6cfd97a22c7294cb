package io.waymark.deploy.kubernetes;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.deploy.Repository;
import io.waymark.deploy.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release has the overlay prod name its images by digest. */
class SetImagesTest {

    @TempDir
    Path copy;

    @Test
    void everyImageIsThatOfTheRelease() throws Exception {
        copy();

        int status = set(images(Manifests.SERVICES));

        Manifests prod = Manifests.parsed(Tool.KUBECTL.run(copy.resolve("kubernetes/overlays/prod"), "kustomize", "."));
        assertThat(status).isZero();
        assertThat(prod.workloads()).hasSize(5).allSatisfy(workload -> assertThat(
                        workload.container().getImage())
                .isEqualTo("registry.example.com/waymark/" + workload.name() + "@"
                        + digest(Manifests.SERVICES.indexOf(workload.name()))));
    }

    @Test
    void aReleaseThatLacksAnImageIsNone() throws Exception {
        copy();
        Path named = copy.resolve("kubernetes/overlays/prod/images/kustomization.yaml");
        String before = Files.readString(named);

        assertThat(set(images(Manifests.SERVICES.subList(0, 4)))).isNotZero();
        assertThat(set(Stream.concat(
                                images(Manifests.SERVICES.subList(0, 4)).stream(), Stream.of("webhook-ingest=latest"))
                        .toList()))
                .isNotZero();
        assertThat(Files.readString(named)).isEqualTo(before);
    }

    private static List<String> images(List<String> services) {
        return IntStream.range(0, services.size())
                .mapToObj(index -> services.get(index) + "=" + digest(index))
                .toList();
    }

    private static String digest(int number) {
        return "sha256:" + Integer.toString(number).repeat(64);
    }

    private int set(List<String> images) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(copy.resolve("kubernetes/set-images").toString(), "registry.example.com/waymark"),
                        images.stream())
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    private void copy() throws IOException {
        Path deploy = Repository.path("deploy");
        try (Stream<Path> files =
                Stream.concat(Files.walk(deploy.resolve("kubernetes")), Files.walk(deploy.resolve("monitoring")))) {
            files.filter(Files::isRegularFile).forEach(file -> {
                Path to = copy.resolve(deploy.relativize(file).toString());
                try {
                    Files.createDirectories(to.getParent());
                    Files.copy(file, to, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
                } catch (IOException e) {
                    throw new UncheckedIOException(
                            "cannot copy "
                                    + Stream.of(file, to).map(Path::toString).collect(joining(" to ")),
                            e);
                }
            });
        }
    }
}
