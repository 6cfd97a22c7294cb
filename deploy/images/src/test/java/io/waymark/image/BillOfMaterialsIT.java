package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cyclonedx.Version;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bills of materials that the build wrote, against the files that go into the images. */
class BillOfMaterialsIT {

    private static final Path TARGET = Path.of("target");

    @ParameterizedTest
    @EnumSource
    void itListsEveryJarOfTheImagesLibrariesAndNothingElse(Image image) throws Exception {
        Map<String, String> listed = bill(image).getComponents().stream()
                .collect(Collectors.toMap(
                        component -> component.getHashes().get(0).getValue(), Component::getPurl));

        assertThat(listed.keySet()).isNotEmpty().isEqualTo(digestsOfLibraries(TARGET.resolve(image.label())));
    }

    @ParameterizedTest
    @EnumSource(names = {"CONSOLE", "SANDBOX"})
    void itIsCycloneDx(Image image) throws Exception {
        byte[] bill = Files.readAllBytes(TARGET.resolve(image.label() + ".cdx.json"));

        assertThat(new JsonParser().validate(bill, Version.VERSION_16)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void itSaysOfEveryLibraryWhoseItIsAndUnderWhichLicence(Image image) throws Exception {
        assertThat(bill(image).getComponents()).allSatisfy(component -> {
            assertThat(component.getPurl())
                    .startsWith("pkg:maven/" + component.getGroup() + "/" + component.getName() + "@"
                            + component.getVersion());
            assertThat(component.getLicenses().getLicenses()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource
    void theImageHoldsTheBillThatLiesBesideIt(Image image) throws IOException {
        assertThat(TARGET.resolve(image.label()).resolve("application/sbom.cdx.json"))
                .hasSameBinaryContentAs(TARGET.resolve(image.label() + ".cdx.json"));
    }

    private static Bom bill(Image image) throws Exception {
        return new JsonParser().parse(Files.readAllBytes(TARGET.resolve(image.label() + ".cdx.json")));
    }

    private static Set<String> digestsOfLibraries(Path context) throws Exception {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> files = Files.walk(context)) {
            Set<String> digests = new HashSet<>();
            for (Path jar : files.filter(file -> file.getParent().toString().contains("/lib"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                digests.add(HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(jar))));
            }
            return digests;
        }
    }
}
