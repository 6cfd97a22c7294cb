package io.waymark.deploy.monitoring;

import static java.util.stream.Collectors.toMap;

import io.waymark.deploy.Repository;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings that operators are told of: by name in the documentation, and by what carriers and gateways declare. */
final class Settings {

    /** In full: what ends in an underscore, or goes on with a placeholder, is the beginning of several. */
    private static final Pattern NAME = Pattern.compile("WAYMARK_[A-Z0-9_]*[A-Z0-9](?![A-Z0-9_<…])");

    /** Of an example's account, of continuous integration, and of the composition itself. */
    private static final Pattern OTHERS = Pattern.compile(
            ".*_SHOP2_.*|WAYMARK_REQUIRE_TOOLS|WAYMARK_REQUIRE_BROWSER|WAYMARK_ENV_FILE|WAYMARK_BIND|WAYMARK_PARTITIONS");

    private static final Pattern DECLARED = Pattern.compile("Setting\\s*\\.\\w+\\(\\s*(?:\"([a-z0-9-]+)\"|([A-Z_]+))");
    private static final Pattern CONSTANT = Pattern.compile("String (\\w+) = \"([a-z0-9-]+)\"");

    private static final Map<String, String> PROVIDERS = Map.of(
            "kuaidi100",
            "carriers",
            "sto",
            "carriers",
            "thirtypost",
            "carriers",
            "onerway",
            "gateways",
            "asiabill",
            "gateways");

    private Settings() {}

    /** Names of environment variables; may be changed. */
    static Set<String> known() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path page : files("docs", ".md")) {
            NAME.matcher(Files.readString(page))
                    .results()
                    .map(MatchResult::group)
                    .forEach(names::add);
        }
        names.removeIf(name -> OTHERS.matcher(name).matches());
        for (Map.Entry<String, String> provider : PROVIDERS.entrySet()) {
            String directory =
                    provider.getValue() + "/src/main/java/io/waymark/" + provider.getValue() + "/" + provider.getKey();
            for (Path source : files(directory, ".java")) {
                declared(Files.readString(source)).forEach(name -> names.add(variable(provider.getKey(), name)));
            }
        }
        return names;
    }

    /** What a service's own file sets. */
    static String property(String service, String name) {
        Path file = Repository.path(service + "/src/main/resources/application.properties");
        try (Reader reader = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.getProperty(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> declared(String source) {
        Map<String, String> constants = CONSTANT.matcher(source)
                .results()
                .collect(toMap(found -> found.group(1), found -> found.group(2), (one, other) -> one));
        return DECLARED.matcher(source)
                .results()
                .map(found -> found.group(1) != null ? found.group(1) : constants.getOrDefault(found.group(2), ""))
                .filter(name -> !name.isEmpty());
    }

    private static String variable(String provider, String name) {
        return ("waymark_" + provider + "_" + name).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static List<Path> files(String directory, String suffix) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.path(directory))) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
