package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DataDirectoryTest {

    @TempDir
    Path path;

    private DataDirectory data;

    @BeforeEach
    void create() {
        data = new DataDirectory(path);
        data.create();
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void wipingLeavesNothingThatAPartWouldGoOnFrom(Part part) throws IOException {
        Files.writeString(
                Files.createDirectories(data.state(part).resolve("data")).resolve("records"), "old");
        Files.writeString(data.log(part.label()), "old");
        data.rotateLogs();
        Files.writeString(data.log(part.label()), "old");

        data.wipe();

        assertThat(path.resolve("state")).isEmptyDirectory();
        assertThat(path.resolve("logs")).isEmptyDirectory();
    }

    @Test
    void wipingLeavesWhatTheQuickstartDidNotMake() throws IOException {
        List<Path> foreign = List.of(
                Files.writeString(path.resolve("notes.txt"), "keep"),
                Files.writeString(path.resolve("state/notes.txt"), "keep"),
                Files.writeString(path.resolve("logs/notes.txt"), "keep"));
        Files.writeString(data.log("quickstart"), "old");

        data.wipe();

        assertThat(foreign).allSatisfy(file -> assertThat(file).hasContent("keep"));
        assertThat(data.log("quickstart")).doesNotExist();
    }

    @Test
    void keepsTheLogsOfOneRunBefore() throws IOException {
        Files.writeString(data.log("kafka"), "first");
        data.rotateLogs();
        Files.writeString(data.log("kafka"), "second");
        data.rotateLogs();

        assertThat(data.log("kafka")).doesNotExist();
        assertThat(path.resolve("logs/kafka.log.1")).hasContent("second");
    }
}
