package io.waymark.console.audit;

import io.quarkus.logging.Log;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import io.waymark.api.access.Caller;
import io.waymark.api.access.CallerHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/**
 * Enters every call that would change something, whatever its answer, and every key or token that was refused; the answer
 * goes out once the entry is stored. Where that fails the deed is done all the same: then the log has the entry, as an error.
 */
@ApplicationScoped
public class AuditHandler {

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** Whatever else a caller writes into a path may be anything. */
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}|key-[0-9a-f]{12}|wmt_[\\w-]{22}");

    private static final String TARGET = AuditHandler.class.getName() + ".target";

    private final AuditRepository audit;
    private final CallerHandler callers;
    private final CurrentVertxRequest current;

    AuditHandler(AuditRepository audit, CallerHandler callers, CurrentVertxRequest current) {
        this.audit = audit;
        this.callers = callers;
        this.current = current;
    }

    @ServerResponseFilter
    public Uni<Void> enter(
            ContainerRequestContext request, ContainerResponseContext response, SimpleResourceInfo resource) {
        if (resource.getResourceClass() == null) {
            return Uni.createFrom().voidItem();
        }
        if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()) {
            return request.getHeaderString(HttpHeaders.AUTHORIZATION) == null
                    ? Uni.createFrom().voidItem()
                    : store(entry(null, AuditEntry.LOGIN, "", response.getStatus()));
        }
        return CHANGING.contains(request.getMethod())
                ? caller().chain(caller ->
                        caller == null ? Uni.createFrom().voidItem() : store(entry(caller, request, response)))
                : Uni.createFrom().voidItem();
    }

    /** Null for a call that was refused for its form before anybody asked who makes it. */
    private Uni<@Nullable Caller> caller() {
        return callers.current()
                .onFailure()
                .recoverWithNull()
                .map(caller -> caller == null || caller.merchantId().isEmpty() ? null : caller);
    }

    /** A person was let in with a token that was not seen before. */
    public Uni<Void> login(String merchantId, String actor) {
        return store(
                entry(new Caller(merchantId, actor, false, false), AuditEntry.LOGIN, "", Status.OK.getStatusCode()));
    }

    /** Somebody was not let in by a form. */
    public Uni<Void> loginRefused() {
        return store(entry(null, AuditEntry.LOGIN, "", Status.UNAUTHORIZED.getStatusCode()));
    }

    /** Says what the present call is about where neither its path nor its answer does, as the path of it in the API. */
    public void about(String target) {
        current.getCurrent().put(TARGET, target);
    }

    private Uni<Void> store(AuditEntry entry) {
        return audit.add(entry)
                .onFailure()
                .invoke(failure -> Log.errorf("audit not stored entry=%s error=%s", entry, failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private AuditEntry entry(Caller caller, ContainerRequestContext request, ContainerResponseContext response) {
        String path = "/" + request.getUriInfo().getPath().replaceFirst("^/+", "");
        String template = path;
        boolean isAllIds = true;
        for (Map.Entry<String, List<String>> named :
                request.getUriInfo().getPathParameters().entrySet()) {
            String value = named.getValue().get(0);
            template = template.replace("/" + value, "/{" + named.getKey() + "}");
            isAllIds &= ID.matcher(value).matches();
        }
        String target = target(response, isAllIds ? path : "");
        return entry(caller, request.getMethod() + " " + template, target, response.getStatus());
    }

    /** Where a browser is sent on to is not what its call was about. */
    private String target(ContainerResponseContext response, String otherwise) {
        RoutingContext call = current.getCurrent();
        String said = call == null ? null : call.get(TARGET);
        if (said != null) {
            return said;
        }
        URI made = response.getStatusInfo().getFamily() == Status.Family.SUCCESSFUL ? response.getLocation() : null;
        return made == null ? otherwise : made.getRawPath();
    }

    private AuditEntry entry(@Nullable Caller caller, String action, String target, int status) {
        return new AuditEntry(
                UUID.randomUUID(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                caller == null ? null : caller.merchantId(),
                caller == null ? "" : caller.name(),
                action,
                target,
                status,
                Network.of(address()));
    }

    private byte @Nullable [] address() {
        SocketAddress remote = current.getCurrent() == null
                ? null
                : current.getCurrent().request().remoteAddress();
        try {
            return remote == null || remote.hostAddress() == null
                    ? null
                    : InetAddress.getByName(remote.hostAddress()).getAddress();
        } catch (UnknownHostException noAddress) {
            return null;
        }
    }
}
