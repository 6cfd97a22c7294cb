package io.waymark.deploy.kubernetes;

import com.sun.source.util.JavacTask;
import io.waymark.deploy.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The settings {@code WAYMARK_…} that a service's code asks for, as environment variables; one that ends in an asterisk
 * stands for all that begin so.
 *
 * <p>Read from the sources of the service and of the modules it is made of: mapped interfaces, settings that carriers and
 * gateways declare, and names that are written out.
 */
final class DeclaredSettings {

    private static final Pattern MODULE =
            Pattern.compile("<groupId>io\\.waymark</groupId>\\s*<artifactId>([a-z-]+)</artifactId>");
    private static final Pattern WRITTEN_OUT = Pattern.compile("\"(waymark\\.[a-z0-9.-]*[a-z0-9])(\\.?)\"");
    private static final Pattern REFERRED_TO = Pattern.compile("\\$\\{(waymark\\.[a-z0-9.-]+)");
    private static final Pattern VARIABLE = Pattern.compile("\"(WAYMARK_[A-Z0-9_]+)\"");
    private static final Pattern CONSTANT = Pattern.compile("String ([A-Z0-9_]+) = \"([a-z0-9-]+)\"");
    private static final Pattern DECLARED =
            Pattern.compile("Setting\\.(?:of|list|withDefault)\\(\\s*(?:\"([a-z0-9-]+)\"|(?:\\w+\\.)?([A-Z_]+))");
    private static final Pattern OWNER = Pattern.compile("(?:carriers|gateways)/([a-z0-9]+)/.*");

    private static final Map<String, Set<String>> READ = new ConcurrentHashMap<>();

    private final Set<String> variables = new TreeSet<>();

    private DeclaredSettings() {}

    static Set<String> of(String service) throws IOException {
        Set<String> known = READ.get(service);
        if (known == null) {
            known = read(service);
            READ.put(service, known);
        }
        return known;
    }

    private static Set<String> read(String service) throws IOException {
        DeclaredSettings settings = new DeclaredSettings();
        String pom = Files.readString(Repository.path(service + "/pom.xml"));
        for (String module : Stream.concat(
                        Stream.of(service), MODULE.matcher(pom).results().map(result -> result.group(1)))
                .toList()) {
            if (Files.exists(Repository.path(module + "/src/main/java"))) {
                settings.collect(module);
            }
        }
        return settings.variables;
    }

    private void collect(String module) throws IOException {
        Path properties = Repository.path(module + "/src/main/resources/application.properties");
        if (Files.exists(properties)) {
            each(REFERRED_TO, Files.readString(properties), name -> add(name.group(1)));
        }
        List<Path> files = Sources.files(module);
        collectMapped(files);
        Map<String, String> constants = new HashMap<>();
        for (Path file : files) {
            each(CONSTANT, Files.readString(file), name -> constants.put(name.group(1), name.group(2)));
        }
        for (Path file : files) {
            collect(file, constants);
        }
    }

    private void collect(Path file, Map<String, String> constants) throws IOException {
        String source = Files.readString(file);
        each(WRITTEN_OUT, source, name -> add(name.group(1) + (name.group(2).isEmpty() ? "" : ".*")));
        each(REFERRED_TO, source, name -> add(name.group(1)));
        each(VARIABLE, source, name -> variables.add(name.group(1)));
        Path inside = file.subpath(indexOf(file, "waymark") + 1, file.getNameCount());
        MatchResult owner =
                OWNER.matcher(inside.toString()).results().findFirst().orElse(null);
        if (owner != null) {
            each(
                    DECLARED,
                    source,
                    name -> add("waymark." + owner.group(1) + "."
                            + (name.group(1) == null ? constants.get(name.group(2)) : name.group(1))));
        }
    }

    private static int indexOf(Path file, String name) {
        int index = 0;
        while (!file.getName(index).toString().equals(name)) {
            index++;
        }
        return index;
    }

    /** Parses only: nothing has to be on a class path. */
    private void collectMapped(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            task.parse().forEach(unit -> new MappedInterfaces(this::add).scan(unit, null));
        }
    }

    private static void each(Pattern pattern, String text, Consumer<MatchResult> action) {
        pattern.matcher(text).results().forEach(action);
    }

    private void add(String name) {
        String all = name.endsWith("*") ? "*" : "";
        variables.add(
                name.replaceFirst("\\*$", "").replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT) + all);
    }

    /** Whether one of them is meant by a variable. */
    static boolean known(Set<String> declared, String variable) {
        return declared.stream()
                .anyMatch(one -> one.endsWith("*")
                        ? variable.startsWith(one.substring(0, one.length() - 1))
                        : variable.equals(one));
    }
}
