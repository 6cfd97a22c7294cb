package io.waymark.console.web;

import io.quarkus.qute.Template;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;

/** Writes pages. */
@ApplicationScoped
class PageHandler {

    /** What pages are sent as. */
    static final String HTML = "text/html;charset=UTF-8";

    /** Leads on to another of our pages. The place stays a path: only the browser knows by which name it came. */
    static ResponseBuilder goTo(String place) {
        return Response.status(Status.SEE_OTHER).header(HttpHeaders.LOCATION, place);
    }

    /** @param page what the template shows, which knows it by this name */
    Uni<String> write(Template template, Viewer viewer, Object page) {
        return template.instance()
                .data("viewer", viewer)
                .data("page", page)
                .setAttribute("language", viewer.language())
                .createUni();
    }
}
