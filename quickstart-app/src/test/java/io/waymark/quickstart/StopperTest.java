package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopperTest {

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void clearUp() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void asksFirst() throws IOException {
        List<ProcessHandle> polite = List.of(process("echo up; exec sleep 60"), process("echo up; exec sleep 60"));

        assertThat(Stopper.stop(polite, Duration.ofSeconds(10))).isTrue();
        await().untilAsserted(() -> assertThat(polite).noneMatch(ProcessHandle::isAlive)); // once they are collected
    }

    @Test
    void killsWhatDoesNotListen() throws IOException {
        ProcessHandle deaf = process("trap '' TERM; echo up; while :; do sleep 1; done");

        assertThat(Stopper.stop(List.of(deaf), Duration.ofMillis(200))).isFalse();
        await().until(() -> !deaf.isAlive());
    }

    @Test
    void hasNothingToDoWithoutProcesses() {
        assertThat(Stopper.stop(List.of(), Duration.ofSeconds(10))).isTrue();
    }

    /** Returns when the shell has come to say so, and hence to heed or ignore signals. */
    private ProcessHandle process(String script) throws IOException {
        Process process = new ProcessBuilder("/bin/sh", "-c", script).start();
        started.add(process);
        BufferedReader output = process.inputReader();
        assertThat(output.readLine()).isEqualTo("up");
        return process.toHandle();
    }
}
