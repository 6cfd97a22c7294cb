package io.waymark.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import io.waymark.quickstart.WatchedAuthorizer.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * One thing that a user of Kafka may do, by its manifest.
 *
 * @param user the manifest's name
 * @param pattern what the operation is allowed on
 */
record Grant(String user, AclOperation operation, ResourcePattern pattern) {

    /** All that the manifests in the directory allow. */
    static List<Grant> in(String directory) {
        List<Grant> grants = new ArrayList<>();
        for (JsonNode user : Manifest.resourcesIn(directory, "KafkaUser")) {
            String name = user.at("/metadata/name").asText();
            for (JsonNode acl : user.at("/spec/authorization/acls")) {
                ResourcePattern pattern = pattern(acl.path("resource"));
                acl.path("operations")
                        .forEach(operation -> grants.add(
                                new Grant(name, AclOperation.valueOf(constant(operation.asText())), pattern)));
            }
        }
        return List.copyOf(grants);
    }

    /** As the broker is told it; Strimzi's operator does it so. */
    AclBinding binding(String principal) {
        return new AclBinding(
                pattern, new AccessControlEntry("User:" + principal, "*", operation, AclPermissionType.ALLOW));
    }

    /** Whether the broker asked just this and said yes. That one operation implies another is no use of it. */
    boolean allowed(Decision decision) {
        return decision.allowed()
                && decision.user().equals(user)
                && decision.operation() == operation
                && decision.type() == pattern.resourceType()
                && (pattern.patternType() == PatternType.PREFIXED
                        ? decision.name().startsWith(pattern.name())
                        : decision.name().equals(pattern.name()));
    }

    @Override
    public String toString() {
        return "%s: %s %s %s%s"
                .formatted(
                        user,
                        operation,
                        pattern.resourceType(),
                        pattern.name(),
                        pattern.patternType() == PatternType.PREFIXED ? "*" : "");
    }

    private static ResourcePattern pattern(JsonNode resource) {
        boolean prefix = resource.path("patternType").asText().equals("prefix");
        return new ResourcePattern(
                ResourceType.valueOf(constant(resource.path("type").asText())),
                resource.path("name").asText(),
                prefix ? PatternType.PREFIXED : PatternType.LITERAL);
    }

    /** E.g. {@code TRANSACTIONAL_ID} for {@code transactionalId}. */
    private static String constant(String word) {
        return word.replaceAll("(?<=[a-z])([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }
}
