package io.waymark.api.trace;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.waymark.telemetry.Trace;
import io.waymark.telemetry.TraceHandler;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * A span for every request that finds its resource, named by method and template, e.g. {@code GET /v1/shipments/{shipmentId}},
 * until its answer begins. A trace begins here, whatever {@code traceparent} the caller sends. The span holds neither path nor
 * query, and nothing of who calls.
 */
public class RequestTraceHandler {

    private static final String OPEN = RequestTraceHandler.class.getName();
    private static final int FIRST_FAULT_OF_OURS = 500;

    private final TraceHandler traces;

    RequestTraceHandler(TraceHandler traces) {
        this.traces = traces;
    }

    /** @param scope belongs to the request's own Vert.x context, on which all that it leads to runs */
    private record Open(Trace trace, Scope scope) {}

    @ServerRequestFilter
    public void begin(ResourceInfo resource, ContainerRequestContext request) {
        if (traces.isOff()) {
            return;
        }
        String route = template(resource.getResourceClass()) + template(resource.getResourceMethod());
        Trace trace = traces.begin(SpanKind.SERVER, request.getMethod() + " " + route, null)
                .with("http.request.method", request.getMethod())
                .with("http.route", route);
        request.setProperty(OPEN, new Open(trace, trace.enter()));
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(OPEN) instanceof Open open) {
            open.scope().close();
            open.trace().with("http.response.status_code", response.getStatus());
            if (response.getStatus() >= FIRST_FAULT_OF_OURS) {
                open.trace().failed();
            }
            open.trace().end();
        }
    }

    private static String template(AnnotatedElement resource) {
        Path path = resource.getAnnotation(Path.class);
        String template = path == null ? "" : path.value();
        return template.isEmpty() || template.startsWith("/") ? template : "/" + template;
    }
}
