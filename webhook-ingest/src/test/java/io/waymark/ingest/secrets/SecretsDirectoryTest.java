package io.waymark.ingest.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsDirectoryTest {

    @TempDir
    Path path;

    @Test
    void readsWhatKubernetesMounts() throws IOException {
        new MountedSecret(path).replace(Map.of("WAYMARK_STO_SECRETS", "new,old\n", "waymark.kuaidi100.salts", "盐"));

        assertThat(read().texts()).isEqualTo(Map.of("WAYMARK_STO_SECRETS", "new,old", "waymark.kuaidi100.salts", "盐"));
    }

    @Test
    void readsAPlainDirectoryButNotWhatIsHiddenInIt() throws IOException {
        Files.writeString(path.resolve("WAYMARK_STO_SECRETS"), "one");
        Files.writeString(path.resolve(".WAYMARK_STO_SECRETS.swp"), "two");
        Files.createDirectory(path.resolve("nested"));

        assertThat(read().texts()).isEqualTo(Map.of("WAYMARK_STO_SECRETS", "one"));
    }

    @Test
    void aFileWinsOverTheEnvironmentAndTheSettingsOwnNameOverTheVariables() {
        SecretFiles files = new SecretFiles(Map.of(
                "WAYMARK_STO_SECRETS", "by variable",
                "waymark.sto.secrets", "by name",
                "WAYMARK_ONERWAY_SHOP_2_SECRET", "shop"));
        var source = files.over(name -> Optional.of("environment"));

        assertThat(source.apply("waymark.sto.secrets")).contains("by name");
        assertThat(source.apply("waymark.onerway.shop-2.secret")).contains("shop");
        assertThat(source.apply("waymark.kuaidi100.salts")).contains("environment");
    }

    @Test
    void refusesADirectoryThatIsMissingOrEmpty() {
        assertThatThrownBy(this::read).isInstanceOf(IOException.class).hasMessageContaining("no file");
        assertThatThrownBy(() -> new SecretsDirectory(path.resolve("missing")).read())
                .isInstanceOf(IOException.class);
    }

    @Test
    void refusesAFileThatIsEmptyOrTooLongOrNoTextAndQuotesNothingOfIt() throws IOException {
        Path file = path.resolve("WAYMARK_STO_SECRETS");

        Files.writeString(file, " \n");
        assertThatThrownBy(this::read).hasMessage("empty: WAYMARK_STO_SECRETS");
        Files.writeString(file, "s".repeat(64 * 1024 + 1));
        assertThatThrownBy(this::read).hasMessage("too long: WAYMARK_STO_SECRETS");
        Files.write(file, new byte[] {'a', (byte) 0xff});
        assertThatThrownBy(this::read).hasMessage("no UTF-8: WAYMARK_STO_SECRETS");
    }

    @Test
    void aVersionIsReadWholeHoweverOftenItIsReplaced() throws IOException {
        MountedSecret mounted = new MountedSecret(path);
        for (int i = 0; i < 50; i++) {
            mounted.replace(Map.of("A", "v" + i, "B", "v" + i));
            SecretFiles files = read();
            assertThat(files.texts()).isEqualTo(Map.of("A", "v" + i, "B", "v" + i));
        }
    }

    @Test
    void noTextShowsASecret() {
        assertThat(new SecretFiles(Map.of("A", "hidden")))
                .asString()
                .contains("A")
                .doesNotContain("hidden");
    }

    private SecretFiles read() throws IOException {
        return new SecretsDirectory(path).read();
    }
}
