package io.waymark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.util.LicenseResolver;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What artifacts' authors say of their licences, from the project files in the local Maven repository. */
final class Licences {

    private final Path repository;
    private final Map<Path, Optional<LicenseChoice>> known = new HashMap<>();
    private final Map<String, Optional<License>> spdx = new HashMap<>();

    /** @param repository the local Maven repository */
    Licences(Path repository) {
        this.repository = repository;
    }

    /** Of an artifact: its own, or else its parent's; empty where neither says any, or the file is not there. */
    Optional<LicenseChoice> of(Artifact artifact) throws IOException {
        return of(artifact.group(), artifact.name(), artifact.version());
    }

    private Optional<LicenseChoice> of(String group, String name, String version) throws IOException {
        Path pom = repository.resolve(Path.of(group.replace('.', '/'), name, version, name + "-" + version + ".pom"));
        if (!known.containsKey(pom)) {
            known.put(pom, Files.exists(pom) ? in(parsed(pom)) : Optional.empty());
        }
        return known.get(pom);
    }

    private Optional<LicenseChoice> in(Element project) throws IOException {
        Optional<Element> licences = child(project, "licenses");
        if (licences.isPresent()) {
            return Optional.of(choice(licences.get()));
        }
        Optional<Element> parent = child(project, "parent");
        return parent.isEmpty()
                ? Optional.empty()
                : of(text(parent.get(), "groupId"), text(parent.get(), "artifactId"), text(parent.get(), "version"));
    }

    private LicenseChoice choice(Element licences) {
        LicenseChoice choice = new LicenseChoice();
        NodeList found = licences.getElementsByTagName("license");
        IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .map(this::license)
                .forEach(choice::addLicense);
        return choice;
    }

    /** By its SPDX id if its address or its name is known, or else by its name. */
    private License license(Element element) {
        String name = text(element, "name");
        return Stream.of(text(element, "url"), name)
                .filter(Predicate.not(String::isEmpty))
                .flatMap(word -> spdx.computeIfAbsent(word, Licences::resolved).stream())
                .findFirst()
                .orElseGet(() -> named(name));
    }

    private static Optional<License> resolved(String word) {
        return Optional.ofNullable(LicenseResolver.resolve(word, false))
                .flatMap(choice -> Stream.ofNullable(choice.getLicenses())
                        .flatMap(List::stream)
                        .findFirst());
    }

    private static License named(String name) {
        License license = new License();
        license.setName(name);
        return license;
    }

    private static String text(Element of, String name) {
        return child(of, name).map(Element::getTextContent).map(String::strip).orElse("");
    }

    private static Optional<Element> child(Element of, String name) {
        NodeList children = of.getChildNodes();
        return IntStream.range(0, children.getLength())
                .mapToObj(children::item)
                .filter(node -> node.getNodeName().equals(name))
                .map(Element.class::cast)
                .findFirst();
    }

    private static Element parsed(Path pom) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("cannot read " + pom, e);
        }
    }
}
