package io.waymark.console.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import io.waymark.console.access.KeyHandler;
import io.waymark.console.access.KeyHandler.Made;
import io.waymark.console.access.KeyRequest;
import io.waymark.console.audit.AuditHandler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Makes the key that a form asks for. */
@ApplicationScoped
class KeyFormHandler {

    private final KeyHandler keys;
    private final AuditHandler audit;

    KeyFormHandler(KeyHandler keys, AuditHandler audit) {
        this.keys = keys;
        this.audit = audit;
    }

    /** Fails with 422 where what was typed is at fault. */
    Uni<Made> make(Viewer viewer, ObjectNode asked) {
        return Uni.createFrom()
                .item(() -> KeyRequest.parse(asked, viewer.who(), viewer.scopes(), Instant.now()))
                .chain(request -> keys.make(viewer.who(), request))
                .invoke(made -> audit.about("/v1/keys/" + made.stored().keyId()));
    }
}
