package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

    @TempDir
    Path path;

    private DataDirectory data;

    @BeforeEach
    void create() {
        data = new DataDirectory(path);
        data.create();
    }

    @Test
    void wipingLeavesWhatTheQuickstartDidNotMake() throws IOException {
        Path foreign = Files.writeString(path.resolve("notes.txt"), "keep");
        Files.writeString(data.state(Part.KAFKA).resolve("records"), "old");
        Files.writeString(data.log("kafka"), "old");

        data.wipe();

        assertThat(foreign).exists();
        assertThat(path.resolve("state")).isEmptyDirectory();
        assertThat(path.resolve("logs")).isEmptyDirectory();
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
