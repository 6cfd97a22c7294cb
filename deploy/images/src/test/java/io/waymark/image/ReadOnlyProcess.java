package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process as in its container: user 10001, a root file system that cannot be written to, two directories that can. */
final class ReadOnlyProcess {

    private static final Path SCRIPT =
            Path.of("target/test-classes/io/waymark/image/read-only.sh").toAbsolutePath();
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final Path log;

    private ReadOnlyProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Whether this system lets a user make a file system of their own. */
    static boolean isPossible(Path directory) throws InterruptedException {
        try {
            return start(directory, Map.of(), List.of("true")).status() == 0;
        } catch (IOException e) {
            return false; // there is no unshare
        }
    }

    /**
     * Starts it.
     *
     * @param directory for its log, the directory that it works in and the one for temporary files
     * @param command where the word TMP is the path of its directory for temporary files
     */
    static ReadOnlyProcess start(Path directory, Map<String, String> environment, List<String> command)
            throws IOException {
        Path work = Files.createDirectories(directory.resolve("work"));
        Path tmp = Files.createDirectories(directory.resolve("tmp"));
        Path log = directory.resolve("log");
        Stream<String> unshare = Stream.of(
                "unshare", "--user", "--map-root-user", "--mount", "--propagation", "private", "sh", SCRIPT.toString());
        Stream<String> wanted = command.stream().map(word -> word.replace("TMP", tmp.toString()));
        Stream<String> directories = Stream.of(work.toString(), tmp.toString());
        ProcessBuilder builder = new ProcessBuilder(Stream.of(unshare, directories, wanted)
                        .flatMap(words -> words)
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return new ReadOnlyProcess(builder.start(), log);
    }

    /** Its exit status, once it has ended by itself. */
    int status() throws InterruptedException {
        assertThat(process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What it wrote on its outputs. */
    String said() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** A port that nobody listens on. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Whether a GET is answered with 200. */
    static boolean answers(URI address) {
        try {
            HttpURLConnection call = (HttpURLConnection) address.toURL().openConnection();
            call.setConnectTimeout(1000);
            call.setReadTimeout(5000);
            return call.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** SIGTERM, and SIGKILL where that is not enough. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
