package io.waymark.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.License;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;

/**
 * Every jar that an image adds to its base, in CycloneDX' words: whose it is, its digest and its licence. It is made from
 * the files that go into the image, not from what a build declares, so that it lists these and nothing else. It bears no
 * time and no number of its own: the same jars make the same bill.
 */
final class BillOfMaterials {

    private static final String LICENCE = "Apache-2.0";

    private final Licences licences;

    BillOfMaterials(Licences licences) {
        this.licences = licences;
    }

    /**
     * The bill as JSON.
     *
     * @param image its name
     * @param jars the libraries' files, with whose they are
     */
    String of(String image, String version, Map<Path, Artifact> jars) throws IOException {
        Bom bom = new Bom();
        Metadata metadata = new Metadata();
        metadata.setTimestamp(null);
        metadata.setComponent(application(image, version));
        bom.setMetadata(metadata);
        List<Map.Entry<Path, Artifact>> sorted = jars.entrySet().stream()
                .sorted(Comparator.comparing(jar -> jar.getValue().purl()))
                .toList();
        for (Map.Entry<Path, Artifact> jar : sorted) {
            bom.addComponent(library(jar.getValue(), jar.getKey()));
        }
        try {
            return BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString() + "\n";
        } catch (GeneratorException e) {
            throw new IOException(e);
        }
    }

    private static Component application(String image, String version) {
        Component application = new Component();
        application.setType(Component.Type.APPLICATION);
        application.setBomRef("waymark/" + image);
        application.setGroup("waymark");
        application.setName(image);
        application.setVersion(version);
        application.setLicenses(ownLicence());
        return application;
    }

    private Component library(Artifact artifact, Path file) throws IOException {
        Component library = new Component();
        library.setType(Component.Type.LIBRARY);
        library.setBomRef(artifact.purl());
        library.setPurl(artifact.purl());
        library.setGroup(artifact.group());
        library.setName(artifact.name());
        library.setVersion(artifact.version());
        library.setHashes(List.of(new Hash(Hash.Algorithm.SHA_256, sha256(file))));
        if (artifact.isOurs()) {
            library.setLicenses(ownLicence());
        } else {
            licences.of(artifact).ifPresent(library::setLicenses);
        }
        return library;
    }

    private static LicenseChoice ownLicence() {
        License licence = new License();
        licence.setId(LICENCE);
        LicenseChoice choice = new LicenseChoice();
        choice.addLicense(licence);
        return choice;
    }

    private static String sha256(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
