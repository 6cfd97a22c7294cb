package io.waymark.quickstart;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may depend on whom, over the compiled classes of all modules. */
class ArchitectureTest {

    /** Modules and the packages they own. */
    // spotless:off
    private static final Map<String, String> PACKAGES = Map.ofEntries(
            entry("contract",       "io.waymark.contract.."),
            entry("protocol",       "io.waymark.protocol.."),
            entry("carriers",       "io.waymark.carriers.."),
            entry("gateways",       "io.waymark.gateways.."),
            entry("webhooks",       "io.waymark.webhooks.."),
            entry("sealing",        "io.waymark.sealing.."),
            entry("telemetry",      "io.waymark.telemetry.."),
            entry("outbox",         "io.waymark.outbox.."),
            entry("api",            "io.waymark.api.."),
            entry("sandbox",        "io.waymark.sandbox.."),
            entry("webhook-ingest", "io.waymark.ingest.."),
            entry("poller",         "io.waymark.poller.."),
            entry("normalizer",     "io.waymark.normalizer.."),
            entry("notifier",       "io.waymark.notifier.."),
            entry("console",        "io.waymark.console.."),
            entry("quickstart-app", "io.waymark.quickstart.."));
    // spotless:on

    private static final List<String> SERVICES =
            List.of("webhook-ingest", "poller", "normalizer", "notifier", "console");

    /** What several services are made with. */
    private static final List<String> SHARED = List.of("telemetry", "outbox", "api");

    /** Pure: they describe calls and read bytes. */
    private static final String[] PROTOCOLS = {
        "io.waymark.protocol..", "io.waymark.carriers..", "io.waymark.gateways..", "io.waymark.webhooks.."
    };

    /** Addresses that are written as numbers, which nobody looks up. */
    private static final DescribedPredicate<JavaClass> NUMERIC_ADDRESSES =
            type(InetAddress.class).or(type(UnknownHostException.class));

    private static final String[] FRAMEWORKS = {
        "jakarta..",
        "io.quarkus..",
        "io.smallrye..",
        "io.vertx..",
        "org.eclipse.microprofile..",
        "org.hibernate..",
        "org.apache.kafka.."
    };

    /** The only classes of a service, or of what services share, that may touch a framework, with what is nested in them. */
    private static final String EDGE =
            ".*(Resource|Consumer|Emitter|Topology|Repository|Client|Scheduler|Config|Metrics"
                    + "|Intake|Handler|Relay|Record|Row|Entity)(\\$.*)?";

    private static final JavaClasses OURS = new ClassFileImporter()
            .importPaths(
                    PACKAGES.keySet().stream().map(ArchitectureTest::classesOf).toList());

    @Test
    void everyModuleIsLookedAtAndKeepsToItsPackages() {
        PACKAGES.forEach((module, owned) -> {
            JavaClasses own = new ClassFileImporter().importPath(classesOf(module));
            assertThat(own).as("classes of %s", module).isNotEmpty();
            classes().should().resideInAPackage(owned).check(own);
        });
    }

    @Test
    void oneCarrierKnowsNothingOfAnotherAndOneGatewayNeither() {
        for (String siblings : List.of("io.waymark.carriers.(*)..", "io.waymark.gateways.(*)..")) {
            slices().matching(siblings).should().notDependOnEachOther().check(OURS);
        }
    }

    @Test
    void noServiceKnowsACarrierOrAGateway() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf(SERVICES))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.waymark.carriers.*..", "io.waymark.gateways.*..")
                .check(OURS);
    }

    @Test
    void protocolCodeDoesNoInputOrOutput() {
        classes()
                .that()
                .resideInAnyPackage(PROTOCOLS)
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "java.lang..",
                                "java.util..",
                                "java.math..",
                                "java.time..",
                                "java.text..",
                                "java.security..",
                                "javax.crypto..",
                                "java.nio.charset..",
                                "com.fasterxml.jackson..",
                                "com.google.i18n.phonenumbers..",
                                "org.jspecify..",
                                "io.waymark.contract..")
                        .or(resideInAnyPackage(PROTOCOLS))
                        .or(type(URI.class))
                        .or(NUMERIC_ADDRESSES)
                        .or(type(URLEncoder.class))
                        .or(type(URLDecoder.class))
                        .or(type(ByteBuffer.class))
                        .or(type(CharBuffer.class))
                        .or(type(InputStream.class))
                        .or(type(ByteArrayOutputStream.class))
                        .or(type(IOException.class))
                        .or(type(UncheckedIOException.class))
                        .or(type(Serializable.class)))
                .check(OURS);
    }

    @Test
    void protocolCodeReadsNoClock() {
        noClasses()
                .that()
                .resideInAnyPackage(PROTOCOLS)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .check(OURS);
    }

    @Test
    void frameworksStayAtTheEdges() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf(SERVICES))
                .or()
                .resideInAnyPackage(packagesOf(SHARED))
                .and()
                .haveNameNotMatching(EDGE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .check(OURS);
    }

    @Test
    void servicesMeetInKafkaOnly() {
        for (String service : SERVICES) {
            List<String> others =
                    SERVICES.stream().filter(other -> !other.equals(service)).toList();
            noClasses()
                    .that()
                    .resideInAPackage(PACKAGES.get(service))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packagesOf(others))
                    .check(OURS);
        }
    }

    @Test
    void whatServicesShareKnowsContractAndTelemetryAlone() {
        for (String shared : SHARED) {
            List<String> others = PACKAGES.keySet().stream()
                    .filter(other -> !List.of(shared, "contract", "telemetry").contains(other))
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(PACKAGES.get(shared))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packagesOf(others))
                    .check(OURS);
        }
    }

    @Test
    void theSandboxIsASecondOpinion() {
        noClasses()
                .that()
                .resideInAPackage("io.waymark.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROTOCOLS)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(packagesOf(SERVICES))
                .check(OURS);
    }

    @Test
    void nothingThatRunsInProductionDependsOnTheSandbox() {
        noClasses()
                .that()
                .resideInAnyPackage(packagesOf(SERVICES))
                .or()
                .resideInAPackage("io.waymark.contract..")
                .or()
                .resideInAnyPackage(PROTOCOLS)
                .or()
                .resideInAnyPackage(packagesOf(SHARED))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.waymark.sandbox..", "io.waymark.quickstart..")
                .check(OURS);
    }

    @Test
    void theLauncherLinksNoService() {
        noClasses()
                .that()
                .resideInAPackage("io.waymark.quickstart..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packagesOf(SERVICES))
                .check(OURS);
    }

    /** But for the lists of all providers and gateways, which stand in the package whose interfaces those implement. */
    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.waymark.(**)")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(name("io.waymark.carriers.Providers"), alwaysTrue())
                .ignoreDependency(name("io.waymark.gateways.Gateways"), alwaysTrue())
                .check(OURS);
    }

    private static String[] packagesOf(List<String> modules) {
        return modules.stream().map(PACKAGES::get).toArray(String[]::new);
    }

    private static Path classesOf(String module) {
        Path classes =
                Path.of("..", module, "target", "classes").toAbsolutePath().normalize();
        assertThat(Files.isDirectory(classes)).as("%s is built", classes).isTrue();
        return classes;
    }
}
