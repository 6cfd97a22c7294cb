package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildLedgerTest {

    @TempDir
    Path directory;

    private Path file;
    private ChildLedger ledger;
    private Process notifier;

    @BeforeEach
    void startProcess() throws IOException {
        file = directory.resolve("children.pid");
        ledger = new ChildLedger(file);
        // a process whose command line bears the mark of a part
        notifier = new ProcessBuilder("/bin/sh", "-c", "read line", JavaCommand.mark("notifier")).start();
    }

    @AfterEach
    void stopProcess() {
        notifier.destroyForcibly();
    }

    @Test
    void knowsItsOwnWhileTheyLive() {
        ledger.add(Part.NOTIFIER, notifier.toHandle());

        assertThat(ledger.alive(Part.Role.SERVICE)).containsExactly(notifier.toHandle());
        assertThat(ledger.alive(Part.Role.INFRASTRUCTURE)).isEmpty();

        notifier.destroyForcibly().onExit().join();
        assertThat(ledger.alive(Part.Role.SERVICE)).isEmpty();
    }

    @Test
    void knowsItsOwnEvenWhereTheFileIsGone() throws IOException {
        ledger.add(Part.NOTIFIER, notifier.toHandle());
        Files.delete(file);

        assertThat(ledger.alive(Part.Role.SERVICE)).containsExactly(notifier.toHandle());
    }

    @Test
    void leavesAStrangerAloneWhoHasTheNumberNow() throws IOException {
        Files.writeString(file, notifier.pid() + " 1000 notifier\n");

        assertThat(ledger.alive(Part.Role.SERVICE)).isEmpty();
    }

    @Test
    void leavesAProcessAloneThatBearsNoMark() {
        ledger.add(Part.KAFKA, notifier.toHandle());

        assertThat(ledger.alive(Part.Role.INFRASTRUCTURE)).isEmpty();
    }

    @Test
    void passesOverWhatItCannotRead() throws IOException {
        Files.writeString(file, "half a li\n\n99999999999999 1 notifier\n12 x notifier\n");
        ledger.add(Part.NOTIFIER, notifier.toHandle());

        assertThat(ledger.alive(Part.Role.SERVICE)).containsExactly(notifier.toHandle());
    }
}
