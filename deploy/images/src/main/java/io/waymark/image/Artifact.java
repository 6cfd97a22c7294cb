package io.waymark.image;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A jar, as Maven names it.
 *
 * @param classifier what is different about it, e.g. an operating system; empty for most
 */
record Artifact(String group, String name, String classifier, String version) {

    private static final String OURS = "io.waymark";

    /** {@code group:name:classifier:type:version}: a line of {@code quarkus-app-dependencies.txt}. */
    private static final Pattern QUARKUS = Pattern.compile("([^:\\s]+):([^:]+):([^:]*):jar:([^:\\s]+)");

    /** {@code group:name:type[:classifier]:version:scope}: a line of what {@code dependency:list} writes. */
    private static final Pattern MAVEN =
            Pattern.compile("\\s+([^:\\s]+):([^:]+):jar:(?:([^:]+):)?([^:]+):(?:compile|runtime).*");

    /** Empty for a line that is none. */
    static Optional<Artifact> ofQuarkus(String line) {
        return of(QUARKUS.matcher(line));
    }

    /** Empty for a line that is none. */
    static Optional<Artifact> ofMaven(String line) {
        return of(MAVEN.matcher(line));
    }

    /** Whether it is a module of this project, which changes more often than others' libraries. */
    boolean isOurs() {
        return group.equals(OURS);
    }

    /** As Maven copies it. */
    String file() {
        return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
    }

    /** As Quarkus copies it. */
    String fileWithGroup() {
        return group + "." + file();
    }

    /** Its package URL, by which bills of materials and lists of vulnerabilities name it. */
    String purl() {
        String qualifier = classifier.isEmpty() ? "" : "classifier=" + classifier + "&";
        return "pkg:maven/" + group + "/" + name + "@" + version + "?" + qualifier + "type=jar";
    }

    private static Optional<Artifact> of(Matcher line) {
        if (!line.matches()) {
            return Optional.empty();
        }
        String classifier = line.group(3) == null ? "" : line.group(3);
        return Optional.of(new Artifact(line.group(1), line.group(2), classifier, line.group(4)));
    }
}
