package io.waymark.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program that operators have and a build need not: kubectl, promtool, docker-compose. Where it is missing, the test that
 * asks for it is skipped; continuous integration sets {@code WAYMARK_REQUIRE_TOOLS=true}, and there it fails.
 */
public enum Tool {
    KUBECTL("kubectl"),
    PROMTOOL("promtool"),
    DOCKER_COMPOSE("docker-compose");

    private static final long WITHIN_MINUTES = 2;

    private final String program;

    Tool(String program) {
        this.program = program;
    }

    /** What it prints, once it has ended with status 0; fails with what it printed otherwise. */
    public String run(Path directory, String... arguments) throws IOException, InterruptedException {
        Path found = require();
        Path output = Files.createTempFile(program, ".out");
        Path errors = Files.createTempFile(program, ".err");
        try {
            Process process = new ProcessBuilder(Stream.concat(Stream.of(found.toString()), Stream.of(arguments))
                            .toList())
                    .directory(directory.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            assertThat(process.waitFor(WITHIN_MINUTES, TimeUnit.MINUTES)).isTrue();
            String said = Files.readString(output, StandardCharsets.UTF_8);
            assertThat(process.exitValue())
                    .as("%s %s: %s%s", program, String.join(" ", arguments), said, Files.readString(errors))
                    .isZero();
            return said;
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private Path require() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
        if (!Boolean.parseBoolean(System.getenv("WAYMARK_REQUIRE_TOOLS"))) {
            assumeTrue(found.isPresent(), program + " is not installed");
        }
        return found.orElseThrow(() -> new AssertionError(program + " is not installed"));
    }
}
