package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.image.Dockerfile.Instruction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {

    private static final Map<String, String> NONE = Map.of();

    @TempDir
    Path directory;

    @Test
    void argumentsGoBeforeDefaults() throws IOException {
        Path file = written("# a comment\nARG BASE=jre\nARG PORT=1\nFROM ${BASE}\nEXPOSE ${PORT} 2\n");

        assertThat(Dockerfile.read(file, Map.of("BASE", "jdk", "OTHER", "x")).instructions())
                .containsExactly(new Instruction("FROM", "jdk"), new Instruction("EXPOSE", "1 2"));
    }

    @Test
    void whatIsNotDeclaredIsRefused() throws IOException {
        Path file = written("FROM ${BASE}\n");

        assertThatThrownBy(() -> Dockerfile.read(file, NONE)).hasMessageContaining("no ARG BASE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RUN true", "COPY a/ b", "ADD x /y/", "LABEL novalue"})
    void whatOnlyAnEngineCanDoIsRefused(String instruction) throws IOException {
        written("FROM scratch\n" + instruction + "\n");

        assertThatThrownBy(() -> ImageArchive.build(directory, "scratch", "x:1", directory.resolve("x.tar")))
                .hasMessage("cannot be built without an engine: " + instruction);
    }

    @ParameterizedTest
    @ValueSource(strings = {"service.Dockerfile", "sandbox.Dockerfile"})
    void everyImageHasTheBaseOfTheBuildAndOneThatDoesNotFloat(String name) throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        Instruction from = Dockerfile.read(Path.of(name), NONE).instructions().get(0);

        assertThat(from.keyword()).isEqualTo("FROM");
        assertThat(pom).contains("<waymark.image.base>" + from.text() + "</waymark.image.base>");
        assertThat(from.text()).contains(":25").doesNotContain("latest");
    }

    private Path written(String text) throws IOException {
        return Files.writeString(directory.resolve("Dockerfile"), text);
    }
}
