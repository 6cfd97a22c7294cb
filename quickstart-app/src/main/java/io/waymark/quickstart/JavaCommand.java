package io.waymark.quickstart;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a part's JVM is started. Small and quick to start rather than fast in the long run: one compiler stage, one
 * collector thread.
 *
 * <p>The shell in front makes the JVM deaf to Ctrl-C, which a terminal sends to every process at once, and to the
 * terminal's end: parts are stopped by the launcher, in order. The shell replaces itself, so no process is added.
 */
final class JavaCommand {

    private static final String DEAF = "trap '' INT HUP; exec \"$@\"";

    private final Path classPath;

    /** @param classPath the jar that names the launcher's libraries */
    JavaCommand(Path classPath) {
        this.classPath = classPath;
    }

    /** Runs a runnable jar. */
    List<String> jar(Part part, Path jar) {
        return command(part, "-jar", jar.toString());
    }

    /**
     * Runs a class of the launcher's own class path.
     *
     * @param option one option more for the JVM
     */
    List<String> main(Part part, String option, Class<?> main, String... arguments) {
        List<String> command = command(part, option, "-cp", classPath.toString(), main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** What stands in the command line of a part's process and in no other's. */
    static String mark(String label) {
        return "-Dwaymark.part=" + label;
    }

    private static List<String> command(Part part, String... program) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", DEAF, part.label()));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mark(part.label()));
        command.add("-Xmx" + part.heapMebibytes() + "m");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"));
        command.add("-Dfile.encoding=UTF-8");
        command.addAll(List.of(program));
        return command;
    }
}
