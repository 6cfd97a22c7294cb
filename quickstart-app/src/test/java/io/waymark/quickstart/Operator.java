package io.waymark.quickstart;

import io.waymark.contract.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A person with the commands of the normalizer's jar.
 *
 * @param environment by which they find Kafka
 * @param directory for what they read and print
 */
record Operator(Map<String, String> environment, Path directory) {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path JAR = ROOT.resolve("normalizer/target/quarkus-app/quarkus-run.jar");
    private static final Path MAPPING =
            ROOT.resolve("carriers/src/main/resources/io/waymark/carriers/kuaidi100/mapping.csv");

    /** Puts dead letters of the topics back, of all at once; gives what was printed. */
    List<String> redrive(List<Topic<?, ?>> topics) {
        return topics.parallelStream()
                .map(topic -> command("redrive", "--topic", topic.name()))
                .toList();
    }

    /** Compares Kuaidi100's mapping, as it is, under this version with the one in use, and has it used. */
    String promote(int version) throws IOException {
        Path mappings = Files.createDirectories(directory.resolve("mappings"));
        Files.writeString(
                mappings.resolve("kuaidi100.csv"),
                Files.readString(MAPPING).replaceFirst("# version: \\d+", "# version: " + version));
        return command("replay", "--mappings", mappings.toString(), "--promote");
    }

    private String command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        try {
            Path output = Files.createTempFile(Files.createDirectories(directory), arguments[0], ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            String said = Files.readString(output);
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(command + "\n" + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
