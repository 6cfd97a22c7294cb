package io.waymark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A comparison that ends at the first difference tells who asks often how much of a guess is right. Over the compiled classes: what
 * somebody claims is compared with what is right by {@link MessageDigest#isEqual} and by nothing else.
 */
class ConstantTimeTest {

    /** Who compares, and with what. One that is added stands here, and has a test of its own that a wrong one is refused. */
    private static final Set<String> COMPARING = Set.of(
            "io.waymark.carriers.kuaidi100.Kuaidi100Signature.matches",
            "io.waymark.carriers.sto.StoSignature.matches",
            "io.waymark.carriers.sto.article.ArticleSignature.matches",
            "io.waymark.gateways.asiabill.AsiaBillSignature.matches",
            "io.waymark.gateways.onerway.OnerwaySignature.matches",
            "io.waymark.console.web.PersonSignInResource.isSame",
            "io.waymark.console.web.Viewer.isOwnForm");

    /** Classes that hold what is right beside what is claimed. */
    private static final Pattern WITH_SECRETS = Pattern.compile("\\w*Signature|Signers|NamedSecret|KeyHash|\\w+Salt");

    private static final Pattern OTHERWISE = Pattern.compile(
            "equals|equalsIgnoreCase|contentEquals|compareTo\\w*|compare|mismatch|startsWith|regionMatches");

    /** What these compare is no secret: the name of a variant, and an account's number. */
    private static final Set<String> HARMLESS =
            Set.of("io.waymark.carriers.sto.article.ArticleSignature.of", "io.waymark.gateways.Signers.prove");

    private static final JavaClasses OURS = new ClassFileImporter()
            .importPaths(
                    List.of("protocol", "carriers", "gateways", "webhooks", "api", "webhook-ingest", "console").stream()
                            .map(module -> Path.of("..", module, "target", "classes")
                                    .toAbsolutePath()
                                    .normalize())
                            .toList());

    @Test
    void everySignatureAndTokenIsComparedInConstantTime() {
        assertThat(callersOf(MessageDigest.class, "isEqual")).isEqualTo(new TreeSet<>(COMPARING));
    }

    @Test
    void nothingThatHoldsASecretComparesOtherwise() {
        assertThat(OURS.stream()
                        .filter(each ->
                                WITH_SECRETS.matcher(each.getSimpleName()).matches())
                        .flatMap(each -> each.getMethodCallsFromSelf().stream())
                        .filter(call -> OTHERWISE.matcher(call.getName()).matches())
                        .map(ConstantTimeTest::origin))
                .isSubsetOf(HARMLESS);
    }

    private static Set<String> callersOf(Class<?> type, String method) {
        return OURS.stream()
                .flatMap(each -> each.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(type)
                        && call.getName().equals(method))
                .map(ConstantTimeTest::origin)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String origin(JavaMethodCall call) {
        return call.getOriginOwner().getName() + "." + call.getOrigin().getName();
    }
}
