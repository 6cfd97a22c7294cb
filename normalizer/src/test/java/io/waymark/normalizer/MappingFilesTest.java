package io.waymark.normalizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waymark.carriers.Mapping;
import io.waymark.carriers.ProviderId;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFilesTest {

    private static final String STO = Mapping.builtIn(ProviderId.STO).text();
    private static final String NEWER = STO.replace("# version: 1", "# version: 2");

    @TempDir
    private Path directory;

    private void file(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    @Test
    void anInstanceBringsTheOperatorsNewerMappingAndTheReleasesOthers() throws IOException {
        file("sto.csv", NEWER);
        file("notes.txt", "not looked at");

        assertThat(new MappingsConfig(Optional.of(directory.toString()), 500)
                        .meanings()
                        .versions())
                .isEqualTo("kuaidi100 1, sto 2, thirtypost 1");
        assertThat(new MappingsConfig(Optional.empty(), 500).meanings().versions())
                .isEqualTo("kuaidi100 1, sto 1, thirtypost 1");
    }

    @Test
    void theStartIsRefusedWithFileLineAndReason() throws IOException {
        file("sto.csv", NEWER.replace("收件,收件,,IN_TRANSIT", "收件,收件,,DELIVERED"));

        assertThatThrownBy(() -> new MappingsConfig(Optional.of(directory.toString()), 500))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sto.csv: line 5: PICKED_UP is no sub-status of DELIVERED");
    }

    @Test
    void refusesACodeThatIsListedTwice() throws IOException {
        file("sto.csv", NEWER + "code,收件,,,IN_TRANSIT,MOVING,seen,,a page,2026-11-20\n");

        refused("listed twice: code/收件/");
    }

    @Test
    void refusesAVersionThatIsNotHigher() throws IOException {
        file("sto.csv", STO);

        refused("sto.csv: line 1: version 1 is not higher than this release's 1");
    }

    @Test
    void refusesAFileThatIsNamedAfterNoProvider() throws IOException {
        file("stow.csv", NEWER);

        refused("named after no provider");
    }

    @Test
    void refusesAFileInAnotherCharset() throws IOException {
        Files.write(directory.resolve("sto.csv"), NEWER.getBytes(Charset.forName("GBK")));

        refused("not in UTF-8");
    }

    @Test
    void refusesADirectoryWithoutAMapping() {
        refused("no file <provider>.csv");
        assertThatThrownBy(() -> MappingFiles.in(directory.resolve("nowhere")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a directory");
    }

    private void refused(String reason) {
        assertThatThrownBy(() -> MappingFiles.in(directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
