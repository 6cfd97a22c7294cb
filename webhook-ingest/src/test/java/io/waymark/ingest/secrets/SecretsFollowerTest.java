package io.waymark.ingest.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsFollowerTest {

    @TempDir
    Path path;

    private final List<String> armed = new ArrayList<>();
    private SecretsFollower follower;

    @BeforeEach
    void start() throws IOException {
        write("old");
        SecretsDirectory directory = new SecretsDirectory(path);
        follower = new SecretsFollower(directory, directory.read(), this::arm);
    }

    @Test
    void whatDoesNotChangeIsNotArmedAnew() throws IOException {
        assertThat(follower.look()).isFalse();
        assertThat(follower.look()).isFalse();
        assertThat(armed).isEmpty();
    }

    @Test
    void aChangeIsArmedOnceTwoLooksInARowFindIt() throws IOException {
        write("new,");
        assertThat(follower.look()).isFalse();
        write("new,old");
        assertThat(follower.look()).isFalse();
        assertThat(follower.look()).isTrue();
        assertThat(follower.look()).isFalse();
        assertThat(armed).containsExactly("new,old");
    }

    @Test
    void aDirectoryThatCannotBeReadLeavesEverythingAsItIs() throws IOException {
        write("");
        assertThatThrownBy(follower::look).isInstanceOf(IOException.class);
        Files.delete(path.resolve("S"));
        assertThatThrownBy(follower::look).isInstanceOf(IOException.class);
        assertThat(armed).isEmpty();

        write("new");
        assertThat(follower.look()).isFalse();
        assertThat(follower.look()).isTrue();
        assertThat(armed).containsExactly("new");
    }

    @Test
    void whatCannotBeArmedIsTriedAgainAtEveryLook() throws IOException {
        write("nonsense");
        follower.look();
        assertThatThrownBy(follower::look).hasMessage("cannot be armed");
        assertThatThrownBy(follower::look).hasMessage("cannot be armed");

        write("old");
        follower.look();
        assertThat(follower.look()).isFalse();
    }

    private void arm(SecretFiles files) {
        String text = files.texts().getOrDefault("S", "");
        if (text.equals("nonsense")) {
            throw new IllegalStateException("cannot be armed");
        }
        armed.add(text);
    }

    private void write(String text) throws IOException {
        Files.writeString(path.resolve("S"), text);
    }
}
