package io.waymark.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs npm and node. */
final class Npm {

    /** As Node.js names what keeps one from reaching a host. */
    private static final Pattern NETWORK = Pattern.compile("\\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|"
            + "ENETUNREACH|EHOSTUNREACH|EPIPE|ERR_SOCKET_TIMEOUT)\\b|network timeout at:");

    private static final int HUNG = -1;

    private Npm() {}

    /**
     * How a program ended.
     *
     * @param status 0 if it was well, -1 if it had to be ended
     * @param said all of its output
     */
    record Ran(int status, String said) {

        /** Whether it failed for want of a network, and of nothing else. */
        boolean reachedNobody() {
            return status == HUNG || status != 0 && NETWORK.matcher(said).find();
        }
    }

    /**
     * Waits for its end, or ends it and all that it started.
     *
     * @throws IOException if there is no such program
     */
    static Ran run(Path directory, Duration limit, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            List<ProcessHandle> started = process.descendants().toList();
            process.destroyForcibly().waitFor(); // before what it waits for, or it goes on with what comes next
            started.forEach(ProcessHandle::destroyForcibly);
        }
        return new Ran(ended ? process.exitValue() : HUNG, Files.readString(output, UTF_8));
    }
}
