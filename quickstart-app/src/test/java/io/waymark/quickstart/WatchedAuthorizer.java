package io.waymark.quickstart;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, whose decisions are remembered. The broker makes it by its name; the JVM has one broker. */
public final class WatchedAuthorizer extends StandardAuthorizer {

    private static final Set<Decision> DECISIONS = ConcurrentHashMap.newKeySet();

    /**
     * One thing that was asked for.
     *
     * @param user the principal's name, without what a certificate puts before it
     * @param meant whether somebody wanted just that; else a list was only thinned out
     */
    record Decision(
            String user, AclOperation operation, ResourceType type, String name, boolean allowed, boolean meant) {}

    /** All so far, each once. */
    static Set<Decision> decisions() {
        return Set.copyOf(DECISIONS);
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        String user = context.principal().getName().replaceFirst("^CN=", "");
        for (int i = 0; i < actions.size(); i++) {
            Action action = actions.get(i);
            DECISIONS.add(new Decision(
                    user,
                    action.operation(),
                    action.resourcePattern().resourceType(),
                    action.resourcePattern().name(),
                    results.get(i) == AuthorizationResult.ALLOWED,
                    action.logIfDenied()));
        }
        return results;
    }
}
