package io.waymark.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArtifactTest {

    @Test
    void quarkusNamesTheClassifierBeforeTheType() {
        Artifact artifact = Artifact.ofQuarkus("io.netty:netty-transport:linux-x86_64:jar:4.1.130.Final")
                .orElseThrow();

        assertThat(artifact).isEqualTo(new Artifact("io.netty", "netty-transport", "linux-x86_64", "4.1.130.Final"));
        assertThat(artifact.fileWithGroup()).isEqualTo("io.netty.netty-transport-4.1.130.Final-linux-x86_64.jar");
        assertThat(artifact.purl())
                .isEqualTo("pkg:maven/io.netty/netty-transport@4.1.130.Final?classifier=linux-x86_64&type=jar");
        assertThat(Artifact.ofQuarkus("org.crac:crac::jar:1.5.0"))
                .contains(new Artifact("org.crac", "crac", "", "1.5.0"));
    }

    @Test
    void mavenNamesItBehindTheTypeAndTellsTheScope() {
        assertThat(Artifact.ofMaven("   org.slf4j:slf4j-api:jar:2.0.17:compile -- module org.slf4j"))
                .contains(new Artifact("org.slf4j", "slf4j-api", "", "2.0.17"));
        assertThat(Artifact.ofMaven("   a.b:c:jar:linux:1.0:runtime"))
                .contains(new Artifact("a.b", "c", "linux", "1.0"));
        assertThat(Artifact.ofMaven("The following files have been resolved:")).isEmpty();
        assertThat(Artifact.ofMaven("   a.b:c:jar:1.0:test")).isEmpty();
    }

    @Test
    void ourModulesAreKnownByTheirGroup() {
        assertThat(new Artifact("io.waymark", "contract", "", "1").isOurs()).isTrue();
        assertThat(new Artifact("io.vertx", "vertx-core", "", "1").isOurs()).isFalse();
    }
}
